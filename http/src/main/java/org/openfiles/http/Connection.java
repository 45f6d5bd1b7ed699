package org.openfiles.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// One client's connection: tells who serves it what the event loop sees.
///
/// At rest it has no thread. What needs no waiting is answered on the event loop; for anything else
/// a virtual thread is started, which ends when nothing more has arrived.
final class Connection extends ChannelInboundHandlerAdapter {
  private final Service service;
  private final ClientChannel channel;
  private final Waiter waiter;
  private final Input input;

  /// Whether somebody serves it: who sets this does, and nobody else takes bytes or sends any.
  private final AtomicBoolean served = new AtomicBoolean(true);

  private volatile @Nullable Exchanges exchanges;

  Connection(ClientChannel channel, Service service) {
    this.channel = channel;
    this.service = service;
    waiter = new Waiter(service.limits().bodyTimeout().toNanos());
    input = new Input(channel.config(), waiter, service.counters().received);
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    service.connections().add(this);
    Output output = new Output(channel, waiter, service.counters().sent);
    Exchanges all = new Exchanges(service, input, output, waiter, channel.remoteAddress());
    exchanges = all;
    if (!rests(all)) {
      startThread(all);
    }
  }

  /// Leaves the connection to itself; false when something came up that the caller has to see to.
  private boolean rests(Exchanges all) {
    all.beginIdling();
    served.set(false);
    return !all.isWanted() || !served.compareAndSet(false, true);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    input.add((ByteBuf) message);
    Exchanges all = exchanges;
    if (all != null && served.compareAndSet(false, true)) {
      boolean brief = all.answerBriefly();
      while (brief && !rests(all)) {
        brief = all.answerBriefly();
      }
      if (!brief) {
        startThread(all);
      }
    }
  }

  private void startThread(Exchanges all) {
    Thread.ofVirtual().name("http-connection").start(() -> serve(all));
  }

  private void serve(Exchanges all) {
    boolean open = false;
    try {
      do {
        open = false;
        open = all.run();
      } while (open && !rests(all));
    } finally {
      if (!open) {
        service.closed(this);
      }
    }
  }

  /// Starts a thread for what is no request, if nobody serves the connection.
  private void attend() {
    Exchanges all = exchanges;
    if (all != null && served.compareAndSet(false, true)) {
      startThread(all);
    }
  }

  private void end() {
    input.end();
    attend();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event == ChannelInputShutdownEvent.INSTANCE) {
      end();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    end();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    waiter.wake();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    var _ = context.close();
  }

  /// The server is closing.
  void wake() {
    waiter.wake();
    attend();
  }

  void wakeWhenLate(long now) {
    waiter.wakeWhenLate(now);
    Exchanges all = exchanges;
    if (all != null && !served.get() && all.isIdleTooLong(now)) {
      attend();
    }
  }

  /// Closes at once, whatever is under way.
  void cut() {
    var _ = channel.close();
  }
}
