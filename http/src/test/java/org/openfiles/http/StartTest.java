package org.openfiles.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.ssl.OpenSsl;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class StartTest {
  @Test
  void addressInUseIsABindExceptionThatNamesIt() throws Exception {
    try (TestServer server = TestServer.with(TestServer::echoHead)) {
      HttpServerOptions same = HttpServerOptions.plain(server.address(), InstantSource.system());
      assertThatThrownBy(() -> HttpServer.start(same, TestServer::echoHead))
          .isInstanceOf(BindException.class)
          .hasMessageContaining("127.0.0.1:" + server.address().getPort())
          .hasMessageContaining("in use");
    }
  }

  @Test
  void unknownHostIsABindExceptionThatNamesIt() {
    HttpServerOptions options =
        HttpServerOptions.plain(
            InetSocketAddress.createUnresolved("no-such-host.invalid", 0), InstantSource.system());
    assertThatThrownBy(() -> HttpServer.start(options, TestServer::echoHead))
        .isInstanceOf(BindException.class)
        .hasMessageContaining("no-such-host.invalid:0");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void tlsIsBoringSslOnLinux() {
    assertThat(OpenSsl.unavailabilityCause()).isNull();
  }

  @Test
  void connectionsBeyondTheLimitAreClosed() throws Exception {
    Limits patient = TestServer.PATIENT;
    Limits two =
        new Limits(
            patient.idleTimeout(), patient.headerTimeout(), patient.bodyTimeout(), 4096, 4096, 2);
    try (TestServer server =
            TestServer.with(options -> options.withLimits(two), TestServer::echoHead);
        RawClient first = server.client();
        RawClient second = server.client()) {
      first.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n").readResponse();
      second.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n").readResponse();
      try (RawClient third = server.client()) {
        third.awaitEnd();
      }
      assertThat(server.server().stats().refused()).isEqualTo(1);
      assertThat(first.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n").readResponse().status())
          .isEqualTo(200);
    }
  }
}
