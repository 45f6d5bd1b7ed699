package org.openfiles.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.nio.channels.SocketChannel;

/// A connection that can also be written to by the thread that has the bytes, without a way through
/// the event loop and back.
final class ClientChannel extends NioSocketChannel {
  ClientChannel(Channel parent, SocketChannel socket) {
    super(parent, socket);
  }

  /// Whether all that was written through the event loop is out.
  boolean isDrained() {
    ChannelOutboundBuffer pending = unsafe().outboundBuffer();
    return pending != null && pending.totalPendingWriteBytes() == 0;
  }

  /// Writes what fits into the socket's buffer.
  void writeNow(ByteBuf bytes) throws IOException {
    int written =
        javaChannel().write(bytes.internalNioBuffer(bytes.readerIndex(), bytes.readableBytes()));
    bytes.skipBytes(written);
  }
}
