import org.jspecify.annotations.NullMarked;

/// A container of Azure Blob Storage as a bucket. No type of Azure's SDK is visible outside.
@NullMarked
module openfiles.store.azure {
  requires transitive openfiles.core;
  requires com.azure.core;
  requires com.azure.core.http.jdk.httpclient;
  requires com.azure.json;
  requires com.azure.storage.blob;
  requires com.azure.storage.common;
  requires java.net.http;
  requires reactor.core;
  requires static org.jspecify;

  exports org.openfiles.store.azure;
}
