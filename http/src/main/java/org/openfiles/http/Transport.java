package org.openfiles.http;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;

/// The way to wait for sockets: epoll where its native library loads, the JDK's selector elsewhere.
record Transport(IoHandlerFactory handlers, Class<? extends ServerChannel> channel) {
  static Transport best() {
    return Epoll.isAvailable()
        ? new Transport(EpollIoHandler.newFactory(), EpollServerSocketChannel.class)
        : portable();
  }

  static Transport portable() {
    return new Transport(NioIoHandler.newFactory(), NioServerSocketChannel.class);
  }
}
