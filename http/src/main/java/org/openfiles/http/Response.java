package org.openfiles.http;

import java.nio.charset.StandardCharsets;

/// The answer to one request.
///
/// `Date`, `Connection`, `Transfer-Encoding` and `Content-Length` belong to the server: what the
/// headers say about them is left out, except that `Connection: close` is obeyed, and that the
/// `Content-Length` of an answer to HEAD (or of a 304) is sent as given when the body is
/// [ResponseBody.Empty].
public record Response(int status, Headers headers, ResponseBody body) {
  public Response {
    if (status < 200 || status > 999) {
      throw new IllegalArgumentException("not a final status status=" + status);
    }
  }

  public static Response of(int status) {
    return new Response(status, Headers.EMPTY, ResponseBody.empty());
  }

  public static Response of(int status, Headers headers) {
    return new Response(status, headers, ResponseBody.empty());
  }

  public static Response of(int status, Headers headers, ResponseBody body) {
    return new Response(status, headers, body);
  }

  /// A text in UTF-8 of that content type.
  public static Response of(int status, String contentType, String text) {
    return new Response(
        status,
        Headers.of("Content-Type", contentType),
        ResponseBody.bytes(text.getBytes(StandardCharsets.UTF_8)));
  }

  /// The same answer with that header set, in place of any of that name.
  public Response withHeader(String name, String value) {
    return new Response(status, headers.toBuilder().set(name, value).build(), body);
  }

  public Response withBody(ResponseBody body) {
    return new Response(status, headers, body);
  }
}
