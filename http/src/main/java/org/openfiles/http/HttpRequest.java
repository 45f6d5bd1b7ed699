package org.openfiles.http;

import java.net.InetSocketAddress;

/// A request as the handler sees it.
record HttpRequest(
    RequestHead head,
    RequestBody body,
    InetSocketAddress remoteAddress,
    boolean secure,
    long receivedNanos)
    implements Request {
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
}
