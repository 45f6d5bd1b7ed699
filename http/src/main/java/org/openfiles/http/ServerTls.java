package org.openfiles.http;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// TLS from PEM files: by BoringSSL where its native library loads, by the JDK elsewhere.
final class ServerTls {
  private static final Logger log = LoggerFactory.getLogger(HttpServer.class);

  private ServerTls() {}

  static SslContext of(TlsFiles files, Instant now) throws IOException {
    PemFiles pem = PemFiles.read(files);
    // A server that is restarted should come back: what it serves may matter more than its name.
    pem.complaint(now).ifPresent(complaint -> log.warn("{}: {}", complaint, files.certificates()));
    try {
      return SslContextBuilder.forServer(pem.chainStream(), pem.keyStream())
          .sslProvider(OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK)
          .protocols("TLSv1.3", "TLSv1.2")
          .build();
    } catch (IllegalArgumentException | javax.net.ssl.SSLException e) {
      throw new IOException(
          "cannot use TLS files certificates=%s key=%s: %s"
              .formatted(files.certificates(), files.key(), rootMessage(e)),
          e);
    }
  }

  private static String rootMessage(Throwable e) {
    Throwable root = e;
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      root = cause;
    }
    return String.valueOf(root.getMessage());
  }
}
