package org.openfiles.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Hands a test the [Endpoint] of a server, or a fresh [Bucket] on it.
///
/// One server (and one with TLS, when a test asks for it) serves the whole run: it is started by
/// the first test that needs it and ended after the last test.
final class RunningServer implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(RunningServer.class);

  private record Running(Path folder, ServerProcess process, Endpoint endpoint)
      implements AutoCloseable {
    @Override
    public void close() throws IOException {
      process.close();
      remove(folder);
    }

    private static void remove(Path folder) throws IOException {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
          Files.delete(file);
        }
      }
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Endpoint.class || type == Bucket.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    boolean tls = parameter.isAnnotated(Tls.class);
    Endpoint endpoint =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .computeIfAbsent(tls, RunningServer::start, Running.class)
            .endpoint();
    return parameter.getParameter().getType() == Bucket.class ? endpoint.newBucket() : endpoint;
  }

  private static Running start(boolean tls) {
    try {
      Path folder = Files.createTempDirectory("openfiles-interop");
      Optional<PemFiles> pem = tls ? Optional.of(PemFiles.make(folder)) : Optional.empty();
      ServerProcess process = new ServerProcess(folder, pem);
      return new Running(
          folder,
          process,
          new Endpoint(process.endpoint(), process.buckets(), pem.map(PemFiles::certificate)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no certificate for the server", e);
    }
  }
}
