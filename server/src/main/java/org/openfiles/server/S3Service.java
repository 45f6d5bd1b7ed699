package org.openfiles.server;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import org.openfiles.core.Volume;
import org.openfiles.core.Volumes;
import org.openfiles.door.s3.RequestListener;
import org.openfiles.door.s3.S3Door;
import org.openfiles.door.s3.S3DoorParts;
import org.openfiles.door.s3.S3DoorSettings;
import org.openfiles.door.s3.access.AccessRules;
import org.openfiles.door.s3.auth.AuthSettings;
import org.openfiles.door.s3.auth.Authenticator;
import org.openfiles.door.s3.auth.User;
import org.openfiles.door.s3.auth.Users;
import org.openfiles.door.s3.bucket.BucketName;
import org.openfiles.door.s3.request.Owner;
import org.openfiles.folder.FolderOptions;
import org.openfiles.folder.FolderVolumes;
import org.openfiles.http.HttpServer;
import org.openfiles.http.HttpServerOptions;
import org.openfiles.http.TlsFiles;
import org.openfiles.server.config.ConfigurationException;
import org.openfiles.server.config.NodeConfiguration;
import org.openfiles.server.config.NodeConfiguration.Listener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The volumes of a node as buckets, and the S3 door that serves them.
final class S3Service implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(S3Service.class);
  private static final Duration UPKEEP_PERIOD = Duration.ofDays(1);

  private final Volumes volumes;
  private final Upkeep upkeep;
  private final Listening listening;

  private S3Service(Volumes volumes, Upkeep upkeep, Listening listening) {
    this.volumes = volumes;
    this.upkeep = upkeep;
    this.listening = listening;
  }

  /// @param buckets stay open when the service ends
  static S3Service start(
      NodeConfiguration configuration,
      OpenBuckets buckets,
      InstantSource clock,
      RandomGenerator random,
      Duration closeGrace)
      throws ConfigurationException, IOException {
    FolderVolumes folders = Folders.open(configuration, clock, random);
    Volumes volumes;
    try {
      volumes = new NodeVolumes(folders, servable(configuration, buckets));
    } catch (ConfigurationException e) {
      folders.close();
      throw e;
    }
    try {
      RequestMetrics metrics = new RequestMetrics();
      S3Door door = door(configuration, volumes, clock, random, metrics);
      Listener listener = configuration.listener();
      HttpServer server = HttpServer.start(options(listener, door, clock, closeGrace), door);
      metrics.watch(server);
      Duration uploadsKept = FolderOptions.DEFAULT.uploadsKept();
      Upkeep upkeep =
          Upkeep.every(UPKEEP_PERIOD, () -> folders.collect(clock.instant().minus(uploadsKept)));
      return new S3Service(volumes, upkeep, Listening.of(server, listener.tls().isPresent()));
    } catch (IOException | ConfigurationException | RuntimeException e) {
      volumes.close();
      throw e;
    }
  }

  private static List<Volume> servable(NodeConfiguration configuration, OpenBuckets buckets)
      throws ConfigurationException {
    if (!configuration.files().asObjects()) {
      return List.of();
    }
    for (Volume bucket : buckets.objects()) {
      if (!BucketName.isLegal(bucket.name())) {
        throw new ConfigurationException(
            "no bucket can be called `%s` (3 to 63 of a-z, 0-9, - and .): give the volume a name"
                .formatted(bucket.name()));
      }
      if (configuration.folders().stream().anyMatch(each -> each.name().equals(bucket.name()))) {
        throw new ConfigurationException(
            "two volumes are called %s: give one of them another name".formatted(bucket.name()));
      }
    }
    return buckets.objects();
  }

  private static S3Door door(
      NodeConfiguration configuration,
      Volumes volumes,
      InstantSource clock,
      RandomGenerator random,
      RequestMetrics metrics) {
    NodeConfiguration.Access access = configuration.access();
    List<User> users =
        configuration.users().stream()
            .map(each -> new User(each.accessKey(), each.secretKey(), each.id(), each.name()))
            .toList();
    AuthSettings authentication =
        AuthSettings.DEFAULT
            .withCredentials(
                access.anonymous()
                    ? AuthSettings.Credentials.IGNORED
                    : AuthSettings.Credentials.CHECKED)
            .withKeyOnlyAuthorization(access.keyOnly())
            .withSignatureV2(access.signatureV2());
    S3DoorSettings settings =
        S3DoorSettings.DEFAULT
            .withRegion(configuration.listener().region())
            .withAnonymous(
                access.anonymous()
                    ? S3DoorSettings.Anonymous.EVERYTHING
                    : S3DoorSettings.Anonymous.GRANTED);
    if (!configuration.listener().domains().isEmpty()) {
      settings = settings.withDomains(configuration.listener().domains());
    }
    if (!users.isEmpty()) {
      settings = settings.withOwner(Owner.of(users.getFirst()));
    }
    RequestListener listener = metrics;
    if (configuration.accessLog()) {
      AccessLog accessLog = new AccessLog();
      listener =
          event -> {
            metrics.served(event);
            accessLog.served(event);
          };
    }
    return new S3Door(
        settings,
        new S3DoorParts(
            volumes,
            new Authenticator(authentication, Users.of(users), clock),
            clock,
            random,
            listener,
            metrics::text),
        new AccessRules(users, settings.owner(), access.anonymous(), access.acls()));
  }

  private static HttpServerOptions options(
      Listener listener, S3Door door, InstantSource clock, Duration closeGrace)
      throws ConfigurationException {
    HttpServerOptions options =
        HttpServerOptions.plain(Listening.address(listener.host(), listener.port()), clock)
            .withErrorPage(door.errorPage())
            .withListener(door.exchanges())
            .withCloseGrace(closeGrace);
    return listener
        .tls()
        .map(tls -> options.withTls(new TlsFiles(tls.certificate(), tls.key())))
        .orElse(options);
  }

  String endpoint() {
    return listening.endpoint();
  }

  @Override
  public void close() {
    listening.close();
    upkeep.close();
    try {
      volumes.close();
    } catch (IOException e) {
      log.error("a volume could not be closed", e);
    }
  }
}
