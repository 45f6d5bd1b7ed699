package org.openfiles.door.s3.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openfiles.door.s3.auth.User;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.door.s3.request.Owner;

/// Whom a bucket or an object belongs to, and what others may do with it (S3 user guide, "Access
/// control list (ACL) overview").
record AccessList(Owner owner, List<Grant> grants) {
  AccessList {
    grants = List.copyOf(grants);
  }

  /// The owner alone.
  static AccessList ownedBy(Owner owner) {
    return new AccessList(
        owner, List.of(new Grant(new Grantee.Canonical(owner), Permission.FULL_CONTROL)));
  }

  /// The predefined list of a name such as `public-read`.
  static AccessList canned(String name, Owner owner, Owner bucketOwner) throws S3Exception {
    AccessList base = ownedBy(owner);
    Grantee bucket = new Grantee.Canonical(bucketOwner);
    return switch (name) {
      case "private" -> base;
      case "public-read" -> base.with(Grantee.Group.EVERYBODY, Permission.READ);
      case "public-read-write" ->
          base.with(Grantee.Group.EVERYBODY, Permission.READ)
              .with(Grantee.Group.EVERYBODY, Permission.WRITE);
      case "authenticated-read" -> base.with(Grantee.Group.AUTHENTICATED, Permission.READ);
      case "bucket-owner-read" -> base.with(bucket, Permission.READ);
      case "bucket-owner-full-control" -> base.with(bucket, Permission.FULL_CONTROL);
      case "log-delivery-write" ->
          base.with(Grantee.Group.LOG_DELIVERY, Permission.WRITE)
              .with(Grantee.Group.LOG_DELIVERY, Permission.READ_ACP);
      default -> throw S3Exception.argument("", "x-amz-acl", name);
    };
  }

  boolean allows(Optional<User> user, Permission wanted, boolean ignorePublic) {
    for (Grant grant : grants) {
      if (grant.permission().implies(wanted)
          && grant.grantee().includes(user)
          && !(ignorePublic && grant.grantee().isPublic())) {
        return true;
      }
    }
    return false;
  }

  boolean isPublic() {
    return grants.stream().anyMatch(grant -> grant.grantee().isPublic());
  }

  private AccessList with(Grantee grantee, Permission permission) {
    Grant grant = new Grant(grantee, permission);
    if (grants.contains(grant)) {
      return this;
    }
    List<Grant> more = new ArrayList<>(grants);
    more.add(more.size() - 1, grant); // what is granted to others stands before the owner's own
    return new AccessList(owner, more);
  }
}
