package org.openfiles.door.s3.access;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.Volume;
import org.openfiles.door.s3.auth.User;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.door.s3.request.Access;
import org.openfiles.door.s3.request.Operation;
import org.openfiles.door.s3.request.Owner;
import org.openfiles.door.s3.request.S3Request;

/// Decides by ownership, then policy, then access lists. An explicit denial wins over all; what
/// nothing allows is denied.
///
/// What it read of a bucket is remembered until [#changed]: the documents are this door's own.
public final class AccessRules implements Access {
  private static final String OBJECT_LIST = "acl";

  private final Map<String, Owner> users = new LinkedHashMap<>();
  private final Owner everybody;
  private final boolean open;
  private final Ownership byDefault;
  private final Map<Volume, BucketAccess> read = new ConcurrentHashMap<>();

  /// @param users everybody who may sign requests, and so be granted something
  /// @param everybody whose a bucket is that no user made
  /// @param open whether nobody is asked who he is, and everybody may do everything
  /// @param listsByDefault whether access lists count in a bucket that doesn't say so
  public AccessRules(
      Collection<User> users, Owner everybody, boolean open, boolean listsByDefault) {
    users.forEach(user -> this.users.put(user.id(), Owner.of(user)));
    this.everybody = everybody;
    this.open = open;
    this.byDefault = listsByDefault ? Ownership.WRITER : Ownership.ENFORCED;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void check(S3Request request, Operation operation, Optional<Volume> volume, String key)
      throws IOException {
    if (open) {
      return;
    }
    if (volume.isEmpty() || operation == Operation.CREATE_BUCKET) {
      // Whose a bucket is already decides how CreateBucket is refused.
      if (request.user().isEmpty()) {
        throw S3Error.ACCESS_DENIED.exception();
      }
      return;
    }
    BucketAccess bucket = of(volume.get());
    Rights rights = Rights.of(operation);
    Policy.Verdict verdict = verdict(bucket, rights, request, volume.get(), key);
    boolean owned = bucket.isOwnedBy(request.user());
    if (verdict == Policy.Verdict.DENY && !(owned && isPolicyWork(operation))) {
      throw S3Error.ACCESS_DENIED.exception();
    }
    if (verdict == Policy.Verdict.ALLOW
        || granted(bucket, rights, request, volume.get(), key, owned)
        || mayLearnOfAbsence(bucket, rights, request, volume.get(), key)) {
      return;
    }
    throw S3Error.ACCESS_DENIED.exception();
  }

  /// Who may list a key is told that it is missing.
  private boolean mayLearnOfAbsence(
      BucketAccess bucket, Rights rights, S3Request request, Volume volume, String key)
      throws IOException {
    return rights.list() == Rights.List.OBJECT
        && bucket.policy().isPresent()
        && bucket.policy().get().judge(PolicyRequest.listing(request, volume, key))
            == Policy.Verdict.ALLOW
        && objectList(volume, key).isEmpty();
  }

  /// Nobody locks himself out: the owner of a bucket always reaches its policy.
  private static boolean isPolicyWork(Operation operation) {
    return switch (operation) {
      case GET_BUCKET_POLICY, PUT_BUCKET_POLICY, DELETE_BUCKET_POLICY -> true;
      default -> false;
    };
  }

  private static Policy.Verdict verdict(
      BucketAccess bucket, Rights rights, S3Request request, Volume volume, String key)
      throws IOException {
    if (bucket.policy().isEmpty()) {
      return Policy.Verdict.NONE;
    }
    Policy policy = bucket.policy().get();
    Policy.Verdict verdict = policy.judge(PolicyRequest.of(request, rights, volume, key));
    boolean restricted =
        bucket.effectiveBlock().restrictBuckets()
            && policy.isPublic()
            && !bucket.isOwnedBy(request.user());
    return restricted && verdict == Policy.Verdict.ALLOW ? Policy.Verdict.NONE : verdict;
  }

  private boolean granted(
      BucketAccess bucket,
      Rights rights,
      S3Request request,
      Volume volume,
      String key,
      boolean owned)
      throws IOException {
    if (!bucket.hasLists()) {
      return owned;
    }
    boolean ignorePublic = bucket.effectiveBlock().ignoreAcls();
    return switch (rights.list()) {
      case NONE -> owned;
      // An owner may revoke his own grants, and yet always reads and writes the list itself.
      case BUCKET ->
          bucket.list().allows(request.user(), rights.permission(), ignorePublic)
              || (owned && (isListWork(rights) || bucket.owner().isEmpty()));
      case OBJECT -> {
        Optional<AccessList> list = objectList(volume, key);
        if (list.isEmpty()) {
          // Who may not list does not learn what is missing.
          yield owned || bucket.list().allows(request.user(), Permission.READ, ignorePublic);
        }
        boolean mine =
            request.user().isPresent() && list.get().owner().id().equals(request.user().get().id());
        yield list.get().allows(request.user(), rights.permission(), ignorePublic)
            || (mine && isListWork(rights))
            || (owned && bucket.owner().isEmpty());
      }
    };
  }

  private static boolean isListWork(Rights rights) {
    return rights.permission() == Permission.READ_ACP
        || rights.permission() == Permission.WRITE_ACP;
  }

  @Override
  public boolean shows(S3Request request, Volume volume) throws IOException {
    return open || of(volume).isOwnedBy(request.user());
  }

  @Override
  public Owner owner(Volume volume) throws IOException {
    return of(volume).list().owner();
  }

  @Override
  public Owner owner(Volume volume, ObjectMetadata metadata) throws IOException {
    BucketAccess bucket = of(volume);
    String kept = metadata.properties().get(OBJECT_LIST);
    return kept == null || !bucket.hasLists()
        ? bucket.list().owner()
        : AccessListXml.kept(kept).owner();
  }

  @Override
  public Admission admit(S3Request creation) throws IOException {
    Owner owner = creation.user().map(Owner::of).orElse(everybody);
    Optional<String> asked = creation.header("x-amz-object-ownership");
    Optional<Ownership> ownership = Optional.empty();
    if (asked.isPresent()) {
      for (Ownership each : Ownership.values()) {
        if (each.text().equals(asked.get())) {
          ownership = Optional.of(each);
        }
      }
      if (ownership.isEmpty()) {
        throw S3Exception.argument(
            "Invalid x-amz-object-ownership header: " + asked.get(),
            "x-amz-object-ownership",
            asked.get());
      }
    }
    Optional<AccessList> list = GrantHeaders.read(creation, owner, owner, users);
    if (list.isPresent()
        && ownership.orElse(byDefault) == Ownership.ENFORCED
        && !list.get().equals(AccessList.ownedBy(owner))) {
      throw S3Error.INVALID_BUCKET_ACL_WITH_OBJECT_OWNERSHIP.exception();
    }
    AccessList kept = list.orElseGet(() -> AccessList.ownedBy(owner));
    // As with S3 since 2023, a bucket without access lists says so from its beginning.
    Optional<String> named =
        ownership
            .or(() -> Optional.of(byDefault).filter(each -> each == Ownership.ENFORCED))
            .map(Ownership::text);
    return volume -> {
      volume.keep(BucketAccess.LIST, Optional.of(AccessListXml.text(kept)));
      if (named.isPresent()) {
        volume.keep(BucketAccess.OWNERSHIP, named);
      }
      changed(volume);
    };
  }

  @Override
  public Map<String, String> objectProperties(S3Request request) throws IOException {
    BucketAccess bucket = of(request.requireVolume());
    Owner bucketOwner = bucket.list().owner();
    Owner writer = request.user().map(Owner::of).orElse(bucketOwner);
    Optional<AccessList> asked = GrantHeaders.read(request, writer, bucketOwner, users);
    if (!bucket.hasLists()) {
      boolean handsOver =
          request.header("x-amz-acl").equals(Optional.of("bucket-owner-full-control"));
      if (asked.isPresent() && !handsOver && !asked.get().equals(AccessList.ownedBy(bucketOwner))) {
        throw S3Error.ACCESS_CONTROL_LIST_NOT_SUPPORTED.exception();
      }
      return Map.of();
    }
    AccessList list = asked.orElseGet(() -> AccessList.ownedBy(writer));
    refusePublic(bucket, list);
    if (bucket.effectiveOwnership() == Ownership.PREFERRED
        && request.header("x-amz-acl").equals(Optional.of("bucket-owner-full-control"))) {
      list = AccessList.ownedBy(bucketOwner);
    }
    return list.equals(AccessList.ownedBy(bucketOwner))
        ? Map.of()
        : Map.of(OBJECT_LIST, AccessListXml.text(list));
  }

  /// What is known of a bucket.
  BucketAccess of(Volume volume) throws IOException {
    BucketAccess known = read.get(volume);
    if (known == null) {
      known = BucketAccess.read(volume, everybody, byDefault);
      read.put(volume, known);
    }
    return known;
  }

  /// Keeps a document about access with a bucket.
  void keep(Volume volume, String name, Optional<String> document) throws IOException {
    volume.keep(name, document);
    changed(volume);
  }

  void changed(Volume volume) {
    read.remove(volume);
  }

  Map<String, Owner> users() {
    return users;
  }

  static void refusePublic(BucketAccess bucket, AccessList list) throws S3Exception {
    if (bucket.effectiveBlock().blockAcls() && list.isPublic()) {
      throw S3Error.ACCESS_DENIED.exception();
    }
  }

  /// The list of an object; empty when there is no such object.
  Optional<AccessList> objectList(Volume volume, String key) throws IOException {
    ObjectMetadata metadata;
    try {
      metadata = volume.objects().head(new Key(key)).metadata();
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
    String kept = metadata.properties().get(OBJECT_LIST);
    return Optional.of(
        kept == null ? AccessList.ownedBy(of(volume).list().owner()) : AccessListXml.kept(kept));
  }

  /// Keeps a list with an object.
  void keepObjectList(Volume volume, String key, AccessList list) throws IOException {
    volume
        .objects()
        .update(
            new Key(key),
            metadata -> {
              Map<String, String> properties = new HashMap<>(metadata.properties());
              properties.put(OBJECT_LIST, AccessListXml.text(list));
              return metadata.withProperties(properties);
            });
  }
}
