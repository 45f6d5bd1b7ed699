package org.openfiles.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.net.InetSocketAddress;

/// One client's connection: tells the thread that serves it what the event loop sees.
///
/// The thread is a virtual one, lives as long as the connection, and is the only one that takes
/// bytes or sends any.
final class Connection extends ChannelInboundHandlerAdapter {
  private final Service service;
  private final ClientChannel channel;
  private final Waiter waiter;
  private final Input input;

  Connection(ClientChannel channel, Service service) {
    this.channel = channel;
    this.service = service;
    waiter = new Waiter(service.limits().bodyTimeout().toNanos());
    input = new Input(channel.config(), waiter, service.counters().received);
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    service.connections().add(this);
    Thread.ofVirtual().name("http-connection").start(this::serve);
  }

  private void serve() {
    try {
      Output output = new Output(channel, waiter, service.counters().sent);
      InetSocketAddress remote = channel.remoteAddress();
      new Exchanges(service, input, output, waiter, remote).run();
    } finally {
      service.closed(this);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    input.add((ByteBuf) message);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event == ChannelInputShutdownEvent.INSTANCE) {
      input.end();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    input.end();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    waiter.wake();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    var _ = context.close();
  }

  void wake() {
    waiter.wake();
  }

  void wakeWhenLate(long now) {
    waiter.wakeWhenLate(now);
  }

  /// Closes at once, whatever is under way.
  void cut() {
    var _ = channel.close();
  }
}
