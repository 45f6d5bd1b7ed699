import org.jspecify.annotations.NullMarked;

/// HTTP/1.1 as blocking requests and responses on virtual threads; no user of it sees Netty.
@NullMarked
module openfiles.http {
  requires static org.jspecify;
  requires io.netty.buffer;
  requires io.netty.common;
  requires io.netty.handler;
  requires io.netty.transport;
  requires org.slf4j;

  exports org.openfiles.http;
}
