package org.openfiles.http;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// A request as the handler sees it.
final class HttpRequest implements Request {
  private final RequestHead head;
  private final RequestBody body;
  private final InetSocketAddress remote;
  private final boolean secure;
  private final long receivedNanos;
  private @Nullable Object attachment;

  HttpRequest(
      RequestHead head,
      RequestBody body,
      InetSocketAddress remote,
      boolean secure,
      long receivedNanos) {
    this.head = head;
    this.body = body;
    this.remote = remote;
    this.secure = secure;
    this.receivedNanos = receivedNanos;
  }

  @Override
  public String method() {
    return head.method();
  }

  @Override
  public String target() {
    return head.target();
  }

  @Override
  public String rawPath() {
    int query = target().indexOf('?');
    return query < 0 ? target() : target().substring(0, query);
  }

  @Override
  public String rawQuery() {
    int query = target().indexOf('?');
    return query < 0 ? "" : target().substring(query + 1);
  }

  @Override
  public String protocol() {
    return head.http11() ? "HTTP/1.1" : "HTTP/1.0";
  }

  @Override
  public Headers headers() {
    return head.headers();
  }

  @Override
  public RequestBody body() {
    return body;
  }

  @Override
  public InetSocketAddress remoteAddress() {
    return remote;
  }

  @Override
  public boolean secure() {
    return secure;
  }

  @Override
  public long receivedNanos() {
    return receivedNanos;
  }

  @Override
  public void attach(Object value) {
    attachment = value;
  }

  @Override
  public @Nullable Object attachment() {
    return attachment;
  }
}
