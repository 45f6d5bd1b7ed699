package org.openfiles.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.DefaultFileRegion;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.net.SocketException;
import java.util.concurrent.atomic.LongAdder;

/// The way to a client: writes wait while the channel is full, and so hold a bounded number of
/// bytes.
final class Output {
  private static final long LINGER_NANOS = 2_000_000_000L;
  private static final long LINGER_BYTES = 16 << 20;

  private final ClientChannel channel;
  private final Waiter waiter;
  private final LongAdder counter;
  private final boolean tls;
  private boolean failed;

  Output(ClientChannel channel, Waiter waiter, LongAdder counter) {
    this.channel = channel;
    this.waiter = waiter;
    this.counter = counter;
    this.tls = channel.pipeline().get(SslHandler.class) != null;
  }

  /// An empty direct buffer, which [#write] or the caller releases.
  ByteBuf buffer(int capacity) {
    return channel.alloc().directBuffer(capacity, capacity);
  }

  /// Whether a write would not wait.
  boolean hasRoom() {
    return channel.isWritable() || !channel.isActive();
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
    if (!wroteAll(bytes)) {
      channel.queue(bytes);
    }
  }

  /// Writes from this thread what fits, and releases the bytes when that is all. Most responses fit
  /// and need not wait for the event loop; nothing may be on its way through that, though.
  private boolean wroteAll(ByteBuf bytes) throws IOException {
    if (tls || !channel.isDrained()) {
      return false;
    }
    try {
      channel.writeNow(bytes);
    } catch (IOException e) {
      failed = true;
      bytes.release();
      throw e;
    }
    if (bytes.isReadable()) {
      return false;
    }
    bytes.release();
    return true;
  }

  private void awaitRoom() throws IOException {
    if (!channel.isWritable()) {
      waiter.awaitProgress(this::hasRoom, this::room);
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
    } else {
      var _ = channel.shutdownOutput();
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
