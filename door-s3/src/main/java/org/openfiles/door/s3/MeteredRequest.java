package org.openfiles.door.s3;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.openfiles.http.Headers;
import org.openfiles.http.Request;
import org.openfiles.http.RequestBody;

/// A request whose body counts what is read of it, and remembers how reading failed: that is the
/// client's fault, whoever runs into it.
final class MeteredRequest implements Request, RequestBody {
  private final Request request;
  private long bytes;
  private @Nullable IOException failure;

  MeteredRequest(Request request) {
    this.request = request;
  }

  long bytes() {
    return bytes;
  }

  @Nullable IOException failure() {
    return failure;
  }

  @Override
  public OptionalLong length() {
    return request.body().length();
  }

  @Override
  public @Nullable ByteBuffer next() throws IOException {
    try {
      ByteBuffer next = request.body().next();
      bytes += next == null ? 0 : next.remaining();
      return next;
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  @Override
  public RequestBody body() {
    return this;
  }

  @Override
  public String method() {
    return request.method();
  }

  @Override
  public String target() {
    return request.target();
  }

  @Override
  public String rawPath() {
    return request.rawPath();
  }

  @Override
  public String rawQuery() {
    return request.rawQuery();
  }

  @Override
  public String protocol() {
    return request.protocol();
  }

  @Override
  public Headers headers() {
    return request.headers();
  }

  @Override
  public InetSocketAddress remoteAddress() {
    return request.remoteAddress();
  }

  @Override
  public boolean secure() {
    return request.secure();
  }

  @Override
  public long receivedNanos() {
    return request.receivedNanos();
  }

  @Override
  public void attach(Object value) {
    request.attach(value);
  }

  @Override
  public @Nullable Object attachment() {
    return request.attachment();
  }
}
