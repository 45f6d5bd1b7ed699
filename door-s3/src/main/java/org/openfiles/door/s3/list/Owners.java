package org.openfiles.door.s3.list;

import java.io.IOException;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.Volume;
import org.openfiles.door.s3.request.Access;
import org.openfiles.door.s3.request.Owner;

/// Whom the objects of one bucket belong to.
@FunctionalInterface
interface Owners {
  Owner of(ObjectInfo info) throws IOException;

  static Owners in(Volume volume, Access access) throws IOException {
    Owner ofTheBucket = access.owner(volume);
    // Only objects with properties can be anybody else's.
    return info ->
        info.metadata().properties().isEmpty()
            ? ofTheBucket
            : access.owner(volume, info.metadata());
  }
}
