package org.openfiles.server;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.openfiles.door.http.FilesDoor;
import org.openfiles.door.http.FilesDoorParts;
import org.openfiles.door.http.Gate;
import org.openfiles.http.HttpServer;
import org.openfiles.http.HttpServerOptions;
import org.openfiles.server.config.BucketConfiguration;
import org.openfiles.server.config.ConfigurationException;
import org.openfiles.server.config.FilesConfiguration;
import org.openfiles.server.config.NodeConfiguration;
import org.openfiles.server.config.NodeConfiguration.UserEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The volumes of files of a node, and the door that shows them.
final class FilesService implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FilesService.class);

  private final List<BucketConfiguration> configurations;
  private final FilesDoor door;
  private final Listening listening;

  private FilesService(
      List<BucketConfiguration> configurations, FilesDoor door, Listening listening) {
    this.configurations = configurations;
    this.door = door;
    this.listening = listening;
  }

  /// @param buckets stay open when the service ends
  static FilesService start(
      NodeConfiguration configuration,
      OpenBuckets buckets,
      InstantSource clock,
      RandomGenerator random,
      Duration closeGrace)
      throws ConfigurationException, IOException {
    FilesConfiguration files = configuration.files();
    Gate gate = gate(configuration);
    FilesDoor door =
        new FilesDoor(new FilesDoorParts(buckets.volumes(), gate, Creators.thisProcess(), random));
    HttpServerOptions options =
        HttpServerOptions.plain(
                Listening.address(files.listen().host(), files.listen().port()), clock)
            .withErrorPage(door.errorPage())
            .withCloseGrace(closeGrace);
    Listening listening = Listening.of(HttpServer.start(options, door), false);
    FilesService service = new FilesService(files.volumes(), door, listening);
    try {
      for (BucketConfiguration each : files.volumes()) {
        NodeAddress.keep(each.cache(), listening.endpoint());
      }
      return service;
    } catch (IOException | RuntimeException e) {
      service.close();
      throw e;
    }
  }

  private static Gate gate(NodeConfiguration configuration) throws ConfigurationException {
    FilesConfiguration files = configuration.files();
    boolean open =
        switch (files.admission()) {
          case EVERYBODY -> true;
          case USERS -> false;
          case USERS_UNLESS_LOCAL -> files.listen().isLoopback();
        };
    if (open) {
      return Gate.OPEN;
    }
    Map<String, String> secrets =
        configuration.users().stream()
            .collect(Collectors.toMap(UserEntry::accessKey, UserEntry::secretKey));
    if (secrets.isEmpty()) {
      throw new ConfigurationException(
          "the files API on %s:%d is for users: give [[users]], or `anonymous = true` in [files]"
              .formatted(files.listen().host(), files.listen().port()));
    }
    return Gate.of(secrets);
  }

  String endpoint() {
    return listening.endpoint();
  }

  @Override
  public void close() {
    door.beginClosing();
    listening.close();
    try {
      for (BucketConfiguration each : configurations) {
        NodeAddress.forget(each.cache());
      }
    } catch (IOException e) {
      log.error("the address of this node stays where it was kept", e);
    }
  }
}
