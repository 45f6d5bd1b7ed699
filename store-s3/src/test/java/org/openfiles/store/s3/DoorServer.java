package org.openfiles.store.s3;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.openfiles.core.Volumes;
import org.openfiles.door.s3.RequestListener;
import org.openfiles.door.s3.S3Door;
import org.openfiles.door.s3.S3DoorParts;
import org.openfiles.door.s3.S3DoorSettings;
import org.openfiles.door.s3.auth.AuthSettings;
import org.openfiles.door.s3.auth.Authenticator;
import org.openfiles.door.s3.auth.User;
import org.openfiles.door.s3.auth.Users;
import org.openfiles.http.HttpServer;
import org.openfiles.http.HttpServerOptions;

/// Our own door over some volumes, with signatures, on a port of this machine.
final class DoorServer implements AutoCloseable {
  private static final S3Credentials.Keys KEYS =
      new S3Credentials.Keys("store-access-key", "store-secret-key");

  private final Volumes volumes;
  private final HttpServer server;

  DoorServer(Volumes volumes) throws IOException {
    this(volumes, _ -> {});
  }

  DoorServer(Volumes volumes, RequestListener listener) throws IOException {
    this.volumes = volumes;
    InstantSource clock = InstantSource.system();
    User user = new User(KEYS.accessKey(), KEYS.secretKey(), "store-id", "Store");
    S3Door door =
        new S3Door(
            S3DoorSettings.DEFAULT,
            new S3DoorParts(
                volumes,
                new Authenticator(AuthSettings.DEFAULT, Users.of(List.of(user)), clock),
                clock,
                new Random(7),
                listener,
                () -> ""));
    server =
        HttpServer.start(
            HttpServerOptions.plain(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), clock)
                .withErrorPage(door.errorPage())
                .withListener(door.exchanges()),
            door);
  }

  /// A bucket of it, which is made where it is not there yet.
  S3StoreOptions bucket(String name) throws IOException {
    S3StoreOptions options =
        S3StoreOptions.of("us-east-1", name)
            .at(URI.create("http://127.0.0.1:" + server.address().getPort()))
            .withCredentials(KEYS);
    TestBuckets.make(options);
    return options;
  }

  @Override
  public void close() throws IOException {
    server.close();
    volumes.close();
  }
}
