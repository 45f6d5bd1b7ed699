package org.openfiles.door.s3.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.door.s3.request.Owner;
import org.openfiles.door.s3.request.S3Request;

/// Access lists in headers: `x-amz-acl`, and `x-amz-grant-*` with values such as `id="...",
/// uri="..."`.
final class GrantHeaders {
  private GrantHeaders() {}

  /// Whether any header grants something by name.
  static boolean areThere(S3Request request) {
    for (Permission permission : Permission.values()) {
      if (request.header(permission.header()).isPresent()) {
        return true;
      }
    }
    return false;
  }

  /// The list that the headers of a request ask for; empty when none does.
  static Optional<AccessList> read(
      S3Request request, Owner owner, Owner bucketOwner, Map<String, Owner> known)
      throws S3Exception {
    Optional<String> canned = request.header("x-amz-acl");
    if (canned.isPresent() && areThere(request)) {
      throw S3Error.INVALID_REQUEST.exception(
          "Specifying both Canned ACLs and Header Grants is not allowed");
    }
    List<Grant> grants = new ArrayList<>();
    for (Permission permission : Permission.values()) {
      Optional<String> value = request.header(permission.header());
      if (value.isPresent()) {
        for (String grantee : value.get().split(",", -1)) {
          grants.add(new Grant(grantee(grantee.strip(), known), permission));
        }
      }
    }
    if (canned.isPresent()) {
      return Optional.of(AccessList.canned(canned.get(), owner, bucketOwner));
    }
    return grants.isEmpty() ? Optional.empty() : Optional.of(new AccessList(owner, grants));
  }

  private static Grantee grantee(String text, Map<String, Owner> known) throws S3Exception {
    int equals = text.indexOf('=');
    if (equals < 0) {
      throw S3Exception.argument("Argument format not recognized", "x-amz-grant", text);
    }
    String value = text.substring(equals + 1).strip();
    if (value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")) {
      value = value.substring(1, value.length() - 1);
    }
    return switch (text.substring(0, equals).strip()) {
      case "id" -> new Grantee.Canonical(user(value, known));
      case "uri" -> group(value);
      case "emailAddress" -> throw S3Error.UNRESOLVABLE_GRANT_BY_EMAIL_ADDRESS.exception();
      default -> throw S3Exception.argument("Argument format not recognized", "x-amz-grant", text);
    };
  }

  static Owner user(String id, Map<String, Owner> known) throws S3Exception {
    Owner user = known.get(id);
    if (user == null) {
      throw S3Exception.argument("Invalid id", "CanonicalUser/ID", id);
    }
    return user;
  }

  static Grantee group(String uri) throws S3Exception {
    Grantee group = new Grantee.Group(uri);
    if (!group.isPublic() && !group.equals(Grantee.Group.LOG_DELIVERY)) {
      throw S3Exception.argument("Invalid group uri", "uri", uri);
    }
    return group;
  }
}
