package org.openfiles.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.ByteRange;
import org.openfiles.core.ConflictException;
import org.openfiles.core.ETag;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.Precondition;
import org.openfiles.core.PreconditionFailedException;
import org.openfiles.core.PutRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The sidecars of a bucket: small objects below `.openfiles/meta/` that say of a file what its own
/// object does not.
///
/// One that cannot be read, or is of another schema, is reported and left alone.
final class Sidecars {
  static final String FOLDER = RemoteStore.RESERVED + "meta/";

  private static final Logger LOG = LoggerFactory.getLogger(Sidecars.class);
  private static final int BYTES_MAX = 256 << 10;
  private static final int ROUNDS = 5;

  private final Index index;
  private final RemoteStore remote;
  private final SidecarNames names;
  private volatile boolean refused;

  Sidecars(Index index, RemoteStore remote, SidecarNames names) {
    this.index = index;
    this.remote = remote;
    this.names = names;
  }

  SidecarNames names() {
    return names;
  }

  /// What was found at the place of a sidecar.
  ///
  /// @param sidecar empty when it is none of ours
  record Found(String etag, Optional<Sidecar> sidecar) {}

  /// @param key of the object, as the index has it
  byte[] digest(String key) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(remote.full(key).getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private Key place(String key) {
    return remote.key(FOLDER + HexFormat.of().formatHex(digest(key)) + ".json");
  }

  @Nullable SidecarRow row(Rows rows, String key) throws IOException {
    return names.any() ? rows.sidecar(digest(key)) : null;
  }

  /// Reads the sidecar of an object; empty where there is none.
  Optional<Found> fetch(String key) throws IOException {
    String etag;
    byte[] bytes;
    try (ObjectReader reader = remote.store().get(place(key), ByteRange.ALL, Precondition.NONE)) {
      etag = reader.info().etag().value();
      bytes = read(reader);
    } catch (NoSuchFileException _) {
      forget(key);
      return Optional.empty();
    }
    Optional<Sidecar> sidecar = parse(key, bytes);
    SidecarRow row = new SidecarRow(etag, index.nextStamp(), sidecar.isEmpty());
    index.change(
        edit -> {
          edit.putSidecar(digest(key), row);
          return null;
        });
    return Optional.of(new Found(etag, sidecar));
  }

  private static byte[] read(ObjectReader reader) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(reader.info().size() + 1, BYTES_MAX));
    while (bytes.hasRemaining() && reader.read(bytes) >= 0) {}
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  private Optional<Sidecar> parse(String key, byte[] bytes) {
    try {
      Sidecar sidecar = SidecarJson.read(bytes);
      if (!sidecar.key().equals(remote.full(key))) {
        throw new IllegalArgumentException("it is of another key: " + sidecar.key());
      }
      return Optional.of(sidecar);
    } catch (IllegalArgumentException e) {
      LOG.warn(
          "a sidecar is left alone that cannot be read key={} place={}: {}",
          key,
          place(key).value(),
          e.getMessage());
      return Optional.empty();
    }
  }

  /// Whether the store has, or can be given, a sidecar of ours for an object.
  boolean takes(Rows rows, String key) throws IOException {
    SidecarRow row = row(rows, key);
    return !refused && (row == null || !row.foreign());
  }

  /// Makes the sidecar of an object what is known here of its file. Answers false where the store
  /// keeps none, or something else is in its place.
  boolean write(Node node, String key, Optional<ETag> etag) throws IOException {
    byte[] json = SidecarJson.write(Sidecar.of(node, remote.full(key), etag));
    SidecarRow known = index.read(rows -> rows.sidecar(digest(key)));
    for (int round = 0; round < ROUNDS; round++) {
      if (refused || (known != null && known.foreign())) {
        return false;
      }
      try {
        written(node.number, key, put(key, json, known));
        return true;
      } catch (PreconditionFailedException | NoSuchFileException _) {
        // Somebody else was faster; who changes it last decides.
        fetch(key);
        known = index.read(rows -> rows.sidecar(digest(key)));
      } catch (AccessDeniedException e) {
        LOG.info("the store takes no sidecars: {}", e.getMessage());
        refused = true;
      }
    }
    throw new ConflictException(key, "its sidecar changes all the time: rounds=" + ROUNDS);
  }

  private ObjectInfo put(String key, byte[] json, @Nullable SidecarRow known) throws IOException {
    Precondition precondition =
        known == null ? Precondition.ABSENT : new Precondition.Matches(new ETag(known.etag()));
    ObjectMetadata metadata =
        ObjectMetadata.EMPTY.withHeaders(Map.of("content-type", "application/json"));
    return remote
        .store()
        .put(
            new PutRequest(
                place(key),
                new SmallBytes(json),
                metadata,
                precondition,
                Optional.empty(),
                Set.of()));
  }

  private void written(long number, String key, ObjectInfo info) throws IOException {
    names.made();
    String etag = info.etag().value();
    SidecarRow row = new SidecarRow(etag, index.nextStamp(), false);
    index.change(
        edit -> {
          edit.putSidecar(digest(key), row);
          Node node = edit.nodeOrNull(number);
          if (node != null) {
            node.sidecar = etag;
            edit.put(node);
          }
          return null;
        });
  }

  /// Removes the sidecar of an object that is gone or says everything itself.
  void remove(String key) throws IOException {
    SidecarRow known = index.read(rows -> row(rows, key));
    for (int round = 0; known != null && !known.foreign() && round < ROUNDS; round++) {
      try {
        remote.store().delete(place(key), new Precondition.Matches(new ETag(known.etag())));
        forget(key);
        return;
      } catch (NoSuchFileException _) {
        forget(key);
        return;
      } catch (PreconditionFailedException _) {
        fetch(key);
        known = index.read(rows -> row(rows, key));
      }
    }
  }

  private void forget(String key) throws IOException {
    index.change(
        edit -> {
          edit.removeSidecar(digest(key));
          return null;
        });
  }
}
