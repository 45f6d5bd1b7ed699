package org.openfiles.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicInteger;

/// A connection that can also be written to by the thread that has the bytes, without a way through
/// the event loop and back.
final class ClientChannel extends NioSocketChannel {
  private final AtomicInteger queued = new AtomicInteger();

  ClientChannel(Channel parent, SocketChannel socket) {
    super(parent, socket);
  }

  /// Writes through the event loop.
  void queue(ByteBuf bytes) {
    queued.incrementAndGet();
    var _ = writeAndFlush(bytes).addListener(_ -> queued.decrementAndGet());
  }

  /// Whether all that was queued is out. Netty's own count is no answer: it is zero for a moment
  /// while a write goes from the event loop's tasks to the channel.
  boolean isDrained() {
    return queued.get() == 0;
  }

  /// Writes what fits into the socket's buffer.
  void writeNow(ByteBuf bytes) throws IOException {
    int written =
        javaChannel().write(bytes.internalNioBuffer(bytes.readerIndex(), bytes.readableBytes()));
    bytes.skipBytes(written);
  }
}
