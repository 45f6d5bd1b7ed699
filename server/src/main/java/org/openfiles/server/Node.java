package org.openfiles.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
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

/// A running node: its volumes, and the S3 door that serves them. Closing lets requests in flight
/// finish first.
public final class Node implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Node.class);
  private static final Duration CLOSE_GRACE = Duration.ofSeconds(20);
  private static final Duration UPKEEP_PERIOD = Duration.ofDays(1);

  private final Volumes volumes;
  private final Upkeep upkeep;
  private final HttpServer server;
  private final String endpoint;

  private Node(Volumes volumes, Upkeep upkeep, HttpServer server, String endpoint) {
    this.volumes = volumes;
    this.upkeep = upkeep;
    this.server = server;
    this.endpoint = endpoint;
  }

  /// Starts serving.
  ///
  /// @throws ConfigurationException when a folder can't be served
  /// @throws IOException when the address can't be listened on
  public static Node start(NodeConfiguration configuration)
      throws ConfigurationException, IOException {
    InstantSource clock = InstantSource.system();
    RandomGenerator random = new SecureRandom();
    FolderVolumes volumes = Folders.open(configuration, clock, random);
    try {
      RequestMetrics metrics = new RequestMetrics();
      S3Door door = door(configuration, volumes, clock, random, metrics);
      HttpServer server = HttpServer.start(options(configuration.listener(), door, clock), door);
      metrics.watch(server);
      Duration uploadsKept = FolderOptions.DEFAULT.uploadsKept();
      Upkeep upkeep =
          Upkeep.every(UPKEEP_PERIOD, () -> volumes.collect(clock.instant().minus(uploadsKept)));
      return new Node(volumes, upkeep, server, endpoint(configuration.listener(), server));
    } catch (IOException | ConfigurationException | RuntimeException e) {
      volumes.close();
      throw e;
    }
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

  private static HttpServerOptions options(Listener listener, S3Door door, InstantSource clock)
      throws ConfigurationException {
    HttpServerOptions options =
        HttpServerOptions.plain(address(listener), clock)
            .withErrorPage(door.errorPage())
            .withListener(door.exchanges())
            .withCloseGrace(CLOSE_GRACE);
    return listener
        .tls()
        .map(tls -> options.withTls(new TlsFiles(tls.certificate(), tls.key())))
        .orElse(options);
  }

  private static InetSocketAddress address(Listener listener) throws ConfigurationException {
    try {
      return new InetSocketAddress(InetAddress.getByName(listener.host()), listener.port());
    } catch (UnknownHostException _) {
      throw new ConfigurationException("no such address to listen on: " + listener.host());
    }
  }

  /// Where clients on this machine reach it.
  private static String endpoint(Listener listener, HttpServer server) {
    InetAddress address = server.address().getAddress();
    String host = address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
    return (listener.tls().isPresent() ? "https://" : "http://")
        + (host.indexOf(':') < 0 ? host : "[" + host + "]")
        + ":"
        + server.address().getPort();
  }

  /// Such as `http://127.0.0.1:9000`.
  public String endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    server.close();
    upkeep.close();
    try {
      volumes.close();
    } catch (IOException e) {
      log.error("a volume could not be closed", e);
    }
  }
}
