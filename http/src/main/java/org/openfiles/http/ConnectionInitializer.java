package org.openfiles.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.util.Optional;

/// Sets up the channels that clients open, as long as there may be more.
final class ConnectionInitializer extends ChannelInitializer<ClientChannel> {
  private final Service service;
  private final Optional<SslContext> tls;

  ConnectionInitializer(Service service, Optional<SslContext> tls) {
    this.service = service;
    this.tls = tls;
  }

  @Override
  protected void initChannel(ClientChannel channel) {
    Counters counters = service.counters();
    counters.accepted.increment();
    if (service.connections().size() >= service.limits().connections()) {
      counters.refused.increment();
      var _ = channel.close();
      return;
    }
    tls.ifPresent(context -> channel.pipeline().addLast(handshaking(context, channel)));
    channel.pipeline().addLast(new Connection(channel, service));
  }

  private SslHandler handshaking(SslContext context, Channel channel) {
    SslHandler handler = context.newHandler(channel.alloc());
    handler.setHandshakeTimeoutMillis(service.limits().headerTimeout().toMillis());
    return handler;
  }
}
