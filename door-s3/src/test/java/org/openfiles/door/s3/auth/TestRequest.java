package org.openfiles.door.s3.auth;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.openfiles.http.Headers;
import org.openfiles.http.Request;
import org.openfiles.http.RequestBody;

/// A request that arrived, with a body in pieces.
public record TestRequest(String method, String target, Headers headers, List<ByteBuffer> pieces)
    implements Request {
  public TestRequest(String method, String target, Headers headers) {
    this(method, target, headers, List.of());
  }

  public TestRequest withBody(String body) {
    return withBody(body.getBytes(StandardCharsets.ISO_8859_1));
  }

  public TestRequest withBody(byte[] body) {
    return withPieces(body, Math.max(1, body.length));
  }

  /// The body in pieces of that many bytes.
  public TestRequest withPieces(byte[] body, int size) {
    Deque<ByteBuffer> pieces = new ArrayDeque<>();
    for (int at = 0; at < body.length; at += size) {
      pieces.add(ByteBuffer.wrap(body, at, Math.min(size, body.length - at)));
    }
    return new TestRequest(method, target, headers, List.copyOf(pieces));
  }

  /// The body cut in two.
  public TestRequest withCut(byte[] body, int at) {
    List<ByteBuffer> two =
        List.of(ByteBuffer.wrap(body, 0, at), ByteBuffer.wrap(body, at, body.length - at));
    return new TestRequest(
        method, target, headers, two.stream().filter(ByteBuffer::hasRemaining).toList());
  }

  public TestRequest with(String name, String value) {
    return new TestRequest(method, target, headers.toBuilder().set(name, value).build(), pieces);
  }

  public TestRequest without(String name) {
    return new TestRequest(method, target, headers.toBuilder().remove(name).build(), pieces);
  }

  public TestRequest withTarget(String value) {
    return new TestRequest(method, value, headers, pieces);
  }

  @Override
  public String rawPath() {
    int mark = target.indexOf('?');
    return mark < 0 ? target : target.substring(0, mark);
  }

  @Override
  public String rawQuery() {
    int mark = target.indexOf('?');
    return mark < 0 ? "" : target.substring(mark + 1);
  }

  @Override
  public String protocol() {
    return "HTTP/1.1";
  }

  @Override
  public RequestBody body() {
    long length = pieces.stream().mapToLong(ByteBuffer::remaining).sum();
    Deque<ByteBuffer> left = new ArrayDeque<>(pieces.stream().map(ByteBuffer::duplicate).toList());
    return new RequestBody() {
      @Override
      public OptionalLong length() {
        return OptionalLong.of(length);
      }

      @Override
      public @Nullable ByteBuffer next() {
        return left.poll();
      }
    };
  }

  @Override
  public InetSocketAddress remoteAddress() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
  }

  @Override
  public boolean secure() {
    return false;
  }

  @Override
  public long receivedNanos() {
    return 0;
  }
}
