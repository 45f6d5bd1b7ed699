package org.openfiles.store.azure;

import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import java.io.IOException;
import java.util.List;
import org.openfiles.core.ByteRange;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.PartInfo;
import org.openfiles.core.Precondition;
import org.openfiles.core.PreconditionFailedException;
import org.openfiles.core.RangeException;
import org.openfiles.core.Slice;

/// Opens objects for reading.
///
/// A range that Azure knows is one request. The last bytes and single parts, which it doesn't, are
/// two or three: their place is looked up, and the bytes are asked of just that version.
final class Reads {
  private final Blobs blobs;
  private final PartLists parts;

  Reads(Blobs blobs, PartLists parts) {
    this.blobs = blobs;
    this.parts = parts;
  }

  BlobVersion head(Key key) throws IOException {
    return blobs.head(key, BlobNames.of(key));
  }

  ObjectReader get(Key key, ByteRange range, Precondition precondition) throws IOException {
    String name = BlobNames.of(key);
    while (true) {
      try {
        return switch (range) {
          case ByteRange.All _ -> direct(key, name, 0, -1, precondition);
          case ByteRange.Between between -> between(key, name, between, precondition);
          case ByteRange.Last _, ByteRange.Part _ -> located(key, name, range, precondition);
        };
      } catch (MovedException _) {
        // Replaced between two requests: what is there now is looked at in its turn.
      }
    }
  }

  private ObjectReader between(
      Key key, String name, ByteRange.Between range, Precondition precondition) throws IOException {
    long length = range.last() == Long.MAX_VALUE ? -1 : range.last() - range.first() + 1;
    try {
      AzureReader reader = direct(key, name, range.first(), length, precondition);
      if (reader.info().size() > range.first()) {
        return reader;
      }
      reader.close();
      throw new RangeException(reader.info(), range);
    } catch (IOException e) {
      if (e.getCause() instanceof BlobStorageException answer && answer.getStatusCode() == 416) {
        return located(key, name, range, precondition);
      }
      throw e;
    }
  }

  private AzureReader direct(
      Key key, String name, long position, long length, Precondition precondition)
      throws IOException {
    return switch (precondition) {
      case Precondition.None _, Precondition.Exists _ ->
          blobs.open(key, name, position, length, new BlobRequestConditions());
      case Precondition.Absent _ -> throw unlessAbsent(key, blobs.head(key, name));
      case Precondition.Matches _ ->
          Conditions.write(
              key,
              precondition,
              () -> blobs.head(key, name),
              conditions -> blobs.open(key, name, position, length, conditions));
    };
  }

  private ObjectReader located(Key key, String name, ByteRange range, Precondition precondition)
      throws IOException {
    BlobVersion version = blobs.head(key, name);
    check(key, version, precondition);
    Slice slice =
        range instanceof ByteRange.Part part
            ? partSlice(key, name, version, part)
            : Ranges.slice(version.info(), range);
    if (slice.length() == 0) {
      return blobs.nothing(name, version, slice);
    }
    try {
      return blobs.open(
          key, name, slice.position(), slice.length(), Conditions.matching(version.etag()));
    } catch (PreconditionFailedException e) {
      throw new MovedException(key);
    }
  }

  private Slice partSlice(Key key, String name, BlobVersion version, ByteRange.Part part)
      throws IOException {
    List<PartInfo> all = parts.of(key, name, version);
    if (all.isEmpty() && part.number() == 1) {
      return new Slice(0, version.info().size());
    }
    if (part.number() < 1 || part.number() > all.size()) {
      throw new RangeException(version.info(), part);
    }
    long position = all.subList(0, part.number() - 1).stream().mapToLong(PartInfo::size).sum();
    return new Slice(position, all.get(part.number() - 1).size());
  }

  static void check(Key key, BlobVersion version, Precondition precondition)
      throws PreconditionFailedException {
    boolean holds =
        switch (precondition) {
          case Precondition.None _, Precondition.Exists _ -> true;
          case Precondition.Absent _ -> false;
          case Precondition.Matches matches -> version.info().etag().equals(matches.etag());
        };
    if (!holds) {
      throw new PreconditionFailedException(key.value(), "not so: " + precondition);
    }
  }

  private static PreconditionFailedException unlessAbsent(Key key, BlobVersion version) {
    return new PreconditionFailedException(key.value(), "there is " + version.info().etag());
  }
}
