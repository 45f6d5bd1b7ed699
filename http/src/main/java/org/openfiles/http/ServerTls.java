package org.openfiles.http;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// TLS from PEM files: by BoringSSL where its native library loads, by the JDK elsewhere.
final class ServerTls {
  private ServerTls() {}

  static SslContext of(TlsFiles files) throws IOException {
    try (InputStream certificates = open("certificate", files.certificates());
        InputStream key = open("key", files.key())) {
      return SslContextBuilder.forServer(certificates, key)
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

  private static InputStream open(String what, Path file) throws IOException {
    try {
      return Files.newInputStream(file);
    } catch (NoSuchFileException e) {
      throw new NoSuchFileException(file.toString(), null, "no such TLS " + what + " file");
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
