package org.openfiles.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openfiles.server.config.ConfigurationException;
import org.openfiles.server.config.ConfigurationFile;
import org.openfiles.server.config.FilesConfiguration;
import org.openfiles.server.config.FolderArgument;
import org.openfiles.server.config.HostAndPort;
import org.openfiles.server.config.NodeConfiguration;
import org.openfiles.server.config.NodeConfiguration.Access;
import org.openfiles.server.config.NodeConfiguration.Folder;
import org.openfiles.server.config.NodeConfiguration.Listener;
import org.openfiles.server.config.NodeConfiguration.Storage;
import org.openfiles.server.config.NodeConfiguration.Tls;
import org.openfiles.server.config.NodeConfiguration.UserEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// Serves folders as S3 buckets, and buckets as files, until it is told to stop.
@Command(
    name = "serve",
    description = {
      "Serve folders as S3 buckets, and buckets as files.",
      "Every folder stays a folder of plain files, every bucket one of plain objects."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ServeCommand implements Callable<Integer> {
  private static final Path DEFAULT_FOLDER = Path.of("data");
  private static final Path DEFAULT_CONFIGURATION = Path.of("openfiles.toml");

  @Spec private @Nullable CommandSpec spec;

  @ParentCommand private @Nullable Main main;

  @Parameters(
      paramLabel = "[BUCKET=]FOLDER",
      description = "a folder to serve as a bucket (default: ./data, which is created)")
  private List<String> folders = new ArrayList<>();

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "openfiles.toml, FerroS3's config.yaml or gos3rve's config.xml")
  private @Nullable Path config;

  @Option(
      names = {"-l", "--listen"},
      paramLabel = "HOST:PORT",
      description = {
        "where to listen (default 127.0.0.1:9000);",
        "for the files API where no folder is served (default 127.0.0.1:8787)"
      })
  private @Nullable String listen;

  @Option(
      names = {"-p", "--port"},
      paramLabel = "PORT",
      description = "the port alone; 0 takes a free one")
  private @Nullable String port;

  @Option(
      names = "--buckets",
      paramLabel = "DIR",
      description = "every folder in DIR is a bucket, and a new bucket a new folder")
  private @Nullable Path buckets;

  @Option(names = "--region", paramLabel = "NAME", description = "S3 region (default us-east-1)")
  private @Nullable String region;

  @Option(
      names = "--domain",
      paramLabel = "NAME",
      description = "serve BUCKET.NAME too (virtual-hosted addressing)")
  private List<String> domains = new ArrayList<>();

  @Option(names = "--tls-cert", paramLabel = "PEM", description = "certificate chain: serve https")
  private @Nullable Path certificate;

  @Option(names = "--tls-key", paramLabel = "PEM", description = "its private key")
  private @Nullable Path key;

  @Option(names = "--anonymous", description = "no authentication: everybody may do everything")
  private boolean anonymous;

  @Option(
      names = "--no-fsync",
      description = "acknowledge writes before they are on disk (faster, lost on power failure)")
  private boolean noFsync;

  @Option(names = "--dedupe", description = "store equal uploads once, where the disk can clone")
  private boolean dedupe;

  @Option(names = "--access-log", description = "log every request")
  private boolean accessLog;

  @Override
  public Integer call() throws Exception {
    return Serving.until(configuration(), spec);
  }

  private NodeConfiguration configuration() throws ConfigurationException {
    Path file = config != null || main == null ? config : main.config();
    boolean bare = folders.isEmpty() && buckets == null;
    if (file == null && bare && Files.isRegularFile(DEFAULT_CONFIGURATION)) {
      file = DEFAULT_CONFIGURATION;
    }
    if (file == null) {
      return fromOptions(bare);
    }
    if (!bare) {
      throw new ConfigurationException(
          "give folders on the command line or in " + file + ", not both");
    }
    return overridden(ConfigurationFile.read(file, ThisProcess.surroundings()));
  }

  private NodeConfiguration fromOptions(boolean bare) throws ConfigurationException {
    List<Folder> served = new ArrayList<>();
    for (String folder : folders) {
      served.add(FolderArgument.parse(folder));
    }
    if (bare) {
      served.add(new Folder("data", DEFAULT_FOLDER, true));
    }
    List<UserEntry> users = anonymous ? List.of() : List.of(ThisProcess.credentials().user());
    return overridden(
        new NodeConfiguration(
            new Listener("127.0.0.1", 9000, Optional.empty(), "us-east-1", List.of()),
            served,
            Optional.ofNullable(buckets),
            users,
            new Access(anonymous, false, false),
            Storage.DEFAULT,
            false,
            List.of()));
  }

  /// The configuration with what the command line says put in its place.
  private NodeConfiguration overridden(NodeConfiguration from) throws ConfigurationException {
    if (!from.servesObjects()) {
      FilesConfiguration files = from.files();
      return from.withFiles(files.withListen(address(files.listen())));
    }
    HostAndPort address = address(new HostAndPort(from.listener().host(), from.listener().port()));
    Listener listener =
        new Listener(
            address.host(),
            address.port(),
            tls().or(() -> from.listener().tls()),
            region == null ? from.listener().region() : region,
            domains.isEmpty() ? from.listener().domains() : domains);
    Storage storage =
        new Storage(
            from.storage().fsync() && !noFsync,
            from.storage().cacheEntries(),
            from.storage().dedupe() || dedupe);
    return new NodeConfiguration(
        listener,
        from.folders(),
        from.buckets(),
        anonymous ? List.of() : from.users(),
        new Access(
            from.access().anonymous() || anonymous,
            from.access().keyOnly(),
            from.access().acls(),
            from.access().signatureV2()),
        storage,
        from.accessLog() || accessLog,
        from.warnings(),
        from.files());
  }

  private HostAndPort address(HostAndPort otherwise) throws ConfigurationException {
    HostAndPort address = listen == null ? otherwise : HostAndPort.parse(listen);
    return port == null ? address : new HostAndPort(address.host(), HostAndPort.port(port));
  }

  private Optional<Tls> tls() throws ConfigurationException {
    if (certificate == null && key == null) {
      return Optional.empty();
    }
    if (certificate == null || key == null) {
      throw new ConfigurationException("--tls-cert and --tls-key go together: give both or none");
    }
    return Optional.of(new Tls(certificate, key));
  }
}
