package org.openfiles.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.net.SocketException;
import java.util.concurrent.atomic.LongAdder;

/// The way to a client: writes wait while the channel is full, and so hold a bounded number of
/// bytes.
final class Output {
  private static final long LINGER_NANOS = 2_000_000_000L;
  private static final long LINGER_BYTES = 16 << 20;

  private final Channel channel;
  private final Waiter waiter;
  private final LongAdder counter;
  private boolean failed;

  Output(Channel channel, Waiter waiter, LongAdder counter) {
    this.channel = channel;
    this.waiter = waiter;
    this.counter = counter;
  }

  /// An empty direct buffer, which [#write] or the caller releases.
  ByteBuf buffer(int capacity) {
    return channel.alloc().directBuffer(capacity, capacity);
  }

  /// Sends the bytes and releases them, also on failure.
  void write(ByteBuf bytes) throws IOException {
    try {
      awaitRoom();
    } catch (IOException e) {
      failed = true;
      bytes.release();
      throw e;
    }
    counter.add(bytes.readableBytes());
    var _ = channel.writeAndFlush(bytes, channel.voidPromise());
  }

  private void awaitRoom() throws IOException {
    if (!channel.isWritable()) {
      waiter.awaitProgress(() -> channel.isWritable() || !channel.isActive(), this::room);
    }
    if (!channel.isActive()) {
      throw new SocketException("connection closed by client");
    }
  }

  private long room() {
    return channel.bytesBeforeUnwritable() - channel.bytesBeforeWritable();
  }

  /// Sends a part of a file by `sendfile`, and waits until it is out. The region, and with it the
  /// file's channel, is closed in any case.
  void write(DefaultFileRegion region) throws IOException {
    ChannelFuture done = channel.writeAndFlush(region).addListener(ignored -> waiter.wake());
    try {
      waiter.awaitProgress(done::isDone, region::transferred);
    } catch (IOException e) {
      // The file may be closed by nobody but the event loop while that might still send from it.
      failed = true;
      var _ = channel.close();
      done.awaitUninterruptibly();
      throw e;
    }
    counter.add(region.transferred());
    if (!done.isSuccess()) {
      failed = true;
      throw new IOException(done.cause());
    }
  }

  /// Waits until all that was written is out.
  void flush() throws IOException {
    ChannelFuture done =
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ignored -> waiter.wake());
    waiter.awaitProgress(done::isDone, this::room);
  }

  /// Ends our side, and takes in what the client still sends, for a short time: closing over unread
  /// bytes resets the connection, and the client could lose the answer with it.
  void linger(Input input) throws IOException {
    flush();
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    if (tls != null) {
      var _ = tls.closeOutbound();
    } else if (channel instanceof DuplexChannel duplex) {
      var _ = duplex.shutdownOutput();
    }
    long until = System.nanoTime() + LINGER_NANOS;
    long taken = 0;
    ByteBuf bytes = input.available(until);
    while (bytes != null && taken < LINGER_BYTES) {
      taken += bytes.readableBytes();
      bytes.skipBytes(bytes.readableBytes());
      bytes = input.available(until);
    }
  }

  /// Whether writing has failed, so that the client is gone or too slow.
  boolean failed() {
    return failed;
  }

  void close() {
    channel.close().awaitUninterruptibly();
  }
}
