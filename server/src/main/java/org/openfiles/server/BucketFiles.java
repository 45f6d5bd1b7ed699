package org.openfiles.server;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openfiles.core.ChangeFeed;
import org.openfiles.core.Durability;
import org.openfiles.core.ExpireReport;
import org.openfiles.core.FileTree;
import org.openfiles.core.FileVolume;
import org.openfiles.core.FlushReport;
import org.openfiles.core.Inode;
import org.openfiles.engine.BucketVolume;
import org.openfiles.engine.Conflict;

/// A bucket of the engine under its name, as the doors for files see it.
///
/// @param acknowledgement where a change has to be before it is answered
record BucketFiles(String name, BucketVolume bucket, Durability acknowledgement)
    implements FileVolume {
  @Override
  public FileTree files() {
    return bucket.files();
  }

  @Override
  public ChangeFeed changes() {
    return bucket.changes();
  }

  /// The engine's verbs are durable when they return.
  @Override
  public void sync() {}

  @Override
  public FlushReport flush() throws IOException {
    int waiting = bucket.pending();
    int known = bucket.conflicts().size();
    bucket.files().flush(Inode.ROOT);
    List<FlushReport.Failure> failures = new ArrayList<>();
    List<Conflict> conflicts = bucket.conflicts();
    for (Conflict conflict :
        conflicts.subList(Math.min(known, conflicts.size()), conflicts.size())) {
      Optional<String> kept =
          Optional.of(conflict.kept()).filter(key -> !key.isEmpty()).map(key -> "/" + key);
      failures.add(new FlushReport.Failure("/" + conflict.key(), kept, reason(conflict.reason())));
    }
    return new FlushReport(Math.max(0, waiting - bucket.pending()), failures);
  }

  private static String reason(Conflict.Reason reason) {
    return switch (reason) {
      case CHANGED -> "the object was changed too";
      case CREATED -> "an object was made there too";
      case DELETED_IN_STORE -> "the object was deleted meanwhile";
      case DELETED_HERE -> "the object was changed after it was last seen, and stays";
    };
  }

  @Override
  public ExpireReport expire() throws IOException {
    return bucket.expire();
  }

  @Override
  public ExpireReport expire(Duration unread) throws IOException {
    return bucket.expire(unread);
  }
}
