package org.openfiles.door.s3.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.openfiles.core.Volume;
import org.openfiles.door.s3.auth.User;
import org.openfiles.door.s3.request.Owner;

/// All that a bucket says of access, read from the documents that are kept with it.
///
/// @param owner empty for a folder that nobody created through this door: it belongs to every
///   configured user
record BucketAccess(
    Optional<Owner> owner,
    AccessList list,
    Optional<Ownership> ownership,
    Ownership effectiveOwnership,
    Optional<PublicAccessBlock> block,
    Optional<Policy> policy) {

  static final String LIST = "acl";
  static final String OWNERSHIP = "ownership";
  static final String BLOCK = "public-access-block";
  static final String POLICY = "policy";

  /// @param everybody whose a bucket is that has no owner, to be shown by
  static BucketAccess read(Volume volume, Owner everybody, Ownership byDefault) throws IOException {
    Optional<String> list = volume.document(LIST);
    AccessList access =
        list.isPresent() ? AccessListXml.kept(list.get()) : AccessList.ownedBy(everybody);
    Optional<String> named = volume.document(OWNERSHIP);
    Optional<Ownership> ownership =
        named.isPresent() ? Optional.of(Ownership.parse(named.get())) : Optional.empty();
    Optional<String> block = volume.document(BLOCK);
    Optional<String> policy = volume.document(POLICY);
    return new BucketAccess(
        list.map(_ -> access.owner()),
        access,
        ownership,
        ownership.orElse(byDefault),
        block.isPresent()
            ? Optional.of(PublicAccessBlock.read(block.get().getBytes(StandardCharsets.UTF_8)))
            : Optional.empty(),
        policy.isPresent()
            ? Optional.of(Policy.parse(policy.get(), volume.name()))
            : Optional.empty());
  }

  /// Whether the bucket is the user's.
  boolean isOwnedBy(Optional<User> user) {
    return user.isPresent() && (owner.isEmpty() || owner.get().id().equals(user.get().id()));
  }

  /// Whether access lists count at all.
  boolean hasLists() {
    return effectiveOwnership != Ownership.ENFORCED;
  }

  PublicAccessBlock effectiveBlock() {
    return block.orElse(PublicAccessBlock.NONE);
  }
}
