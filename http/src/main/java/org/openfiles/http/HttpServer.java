package org.openfiles.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A listening HTTP server.
///
/// A connection's requests are taken in order, on a virtual thread, or without one where the
/// handler calls them brief ([Handler#isBrief]). Closing stops accepting and ends idle connections
/// at once, lets requests in flight finish within the grace duration, then cuts.
public final class HttpServer implements AutoCloseable {
  private static final int BACKLOG = 4096;
  private static final Duration AFTER_CUT = Duration.ofSeconds(1);

  private final Service service;
  private final EventLoopGroup loops;
  private final Channel listening;
  private final Duration grace;

  private HttpServer(Service service, EventLoopGroup loops, Channel listening, Duration grace) {
    this.service = service;
    this.loops = loops;
    this.listening = listening;
    this.grace = grace;
  }

  /// Binds and listens.
  ///
  /// @throws java.net.BindException when the address cannot be bound; its message names it
  /// @throws IOException when the TLS files cannot be used; its message names them
  public static HttpServer start(HttpServerOptions options, Handler handler) throws IOException {
    Optional<SslContext> tls =
        options.tls().isPresent()
            ? Optional.of(ServerTls.of(options.tls().get(), options.clock().instant()))
            : Optional.empty();
    Service service = new Service(options, handler);
    EventLoopGroup loops =
        new MultiThreadIoEventLoopGroup(
            Runtime.getRuntime().availableProcessors(),
            new DefaultThreadFactory("http-io"),
            NioIoHandler.newFactory());
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loops)
            .channelFactory(ListeningChannel::new)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
            .childOption(
                ChannelOption.RECVBUF_ALLOCATOR,
                new AdaptiveRecvByteBufAllocator(1 << 10, 2 << 10, 256 << 10))
            .childOption(
                ChannelOption.WRITE_BUFFER_WATER_MARK,
                new WriteBufferWaterMark(128 << 10, 512 << 10))
            .childHandler(new ConnectionInitializer(service, tls))
            .bind(options.address())
            .awaitUninterruptibly();
    Throwable cause = bound.cause();
    if (cause != null) {
      var _ = loops.shutdownGracefully(0, 0, TimeUnit.SECONDS);
      throw bindFailure(options.address(), cause);
    }
    long tick = service.tickMillis();
    var _ = loops.next().scheduleAtFixedRate(service::wakeLate, tick, tick, TimeUnit.MILLISECONDS);
    return new HttpServer(service, loops, bound.channel(), options.closeGrace());
  }

  private static BindException bindFailure(InetSocketAddress address, Throwable cause) {
    BindException failure =
        new BindException(
            "cannot listen on %s:%d: %s"
                .formatted(address.getHostString(), address.getPort(), cause.getMessage()));
    failure.initCause(cause);
    return failure;
  }

  /// The address bound, with the port that the system chose when 0 was asked for.
  public InetSocketAddress address() {
    return (InetSocketAddress) listening.localAddress();
  }

  public HttpServerStats stats() {
    return service.counters().snapshot(service.connections().size());
  }

  @Override
  public void close() {
    listening.close().awaitUninterruptibly();
    service.beginClosing();
    if (!service.awaitConnections(grace)) {
      service.connections().forEach(Connection::cut);
      service.awaitConnections(AFTER_CUT);
    }
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
