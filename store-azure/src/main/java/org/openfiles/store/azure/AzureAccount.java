package org.openfiles.store.azure;

import java.net.URI;

/// A storage account, and what proves that we may use it. Its secrets are in no text of it.
public sealed interface AzureAccount {

  /// An account by one of its two keys.
  ///
  /// @param endpoint of the blob service, such as `https://NAME.blob.core.windows.net`
  record SharedKey(URI endpoint, String account, String key) implements AzureAccount {
    @Override
    public String toString() {
      return "SharedKey[endpoint=" + endpoint + ", account=" + account + "]";
    }
  }

  /// An account by a shared access signature: of the account, or of the container with the rights
  /// to read, add, create, write, delete and list.
  record SharedAccessSignature(URI endpoint, String token) implements AzureAccount {
    public SharedAccessSignature {
      token = token.startsWith("?") ? token.substring(1) : token;
    }

    @Override
    public String toString() {
      return "SharedAccessSignature[endpoint=" + endpoint + "]";
    }
  }

  /// An account by the text that Azure's portal shows, with a key or a signature in it.
  record ConnectionString(String value) implements AzureAccount {
    @Override
    public String toString() {
      return "ConnectionString[]";
    }
  }
}
