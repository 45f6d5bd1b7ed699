package org.openfiles.door.s3.form;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;

/// What the owner of a bucket allows others to upload by a form: until when, and which fields may
/// have which values.
record PostPolicy(Instant expiration, List<PolicyCondition> conditions, LengthRange length) {
  /// What needs no condition: the signature and its like, and what only makes an upload stricter.
  private static final Set<String> FREE =
      Set.of("file", "policy", "x-amz-signature", "awsaccesskeyid", "signature");

  private static final List<String> FREE_PREFIXES = List.of("x-ignore-", "x-amz-checksum-");

  /// Refuses a form that the policy does not allow.
  ///
  /// @param fields by their names in lower case, and `bucket`, which is a field whether it was sent
  ///   or not
  void require(Map<String, String> fields, Instant now) throws S3Exception {
    if (!now.isBefore(expiration)) {
      throw refusal("Policy expired.");
    }
    Set<String> named = new HashSet<>();
    for (PolicyCondition condition : conditions) {
      named.add(condition.field());
      if (!condition.holds(fields)) {
        throw refusal("Policy Condition failed: " + condition.source());
      }
    }
    Set<String> extra = new TreeSet<>();
    for (String field : fields.keySet()) {
      if (!named.contains(field)
          && !FREE.contains(field)
          && FREE_PREFIXES.stream().noneMatch(field::startsWith)) {
        extra.add(field);
      }
    }
    if (!extra.isEmpty()) {
      throw refusal("Extra input fields: " + String.join(", ", extra));
    }
  }

  private static S3Exception refusal(String reason) {
    return S3Error.ACCESS_DENIED.exception("Invalid according to Policy: " + reason);
  }
}
