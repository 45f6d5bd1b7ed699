package org.openfiles.door.s3.access;

import java.util.ArrayList;
import java.util.List;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A bucket policy (IAM user guide, "JSON policy element reference"). What this door does not know
/// of the language is refused when the policy is put, never ignored.
record Policy(List<PolicyStatement> statements) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> VERSIONS = List.of("2008-10-17", "2012-10-17");
  private static final int BYTES_MAX = 20 << 10;

  /// What a policy says of one request.
  enum Verdict {
    ALLOW,
    DENY,
    NONE
  }

  static Policy parse(String json, String bucket) throws S3Exception {
    if (json.length() > BYTES_MAX) {
      throw malformed("Policies must be 20 KiB at most");
    }
    if (!json.startsWith("{")) {
      throw malformed("Policies must be valid JSON and the first byte must be '{'");
    }
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JacksonException _) {
      throw malformed("This policy contains invalid Json");
    }
    if (!root.has("Statement")) {
      throw malformed("Missing required field Statement");
    }
    for (String name : root.propertyNames()) {
      if (!List.of("Version", "Id", "Statement").contains(name)) {
        throw malformed("Unknown field " + name);
      }
    }
    // Without one it is the older.
    if (root.has("Version") && !VERSIONS.contains(root.path("Version").asString(""))) {
      throw malformed("The policy must contain a valid version string");
    }
    List<PolicyStatement> statements = new ArrayList<>();
    JsonNode list = root.get("Statement");
    if (list.isObject()) {
      statements.add(PolicyStatement.parse(list, bucket));
    } else {
      for (JsonNode statement : list) {
        statements.add(PolicyStatement.parse(statement, bucket));
      }
    }
    if (statements.isEmpty()) {
      throw malformed("Could not parse the policy: Statement is empty!");
    }
    return new Policy(List.copyOf(statements));
  }

  Verdict judge(PolicyRequest request) throws java.io.IOException {
    Verdict verdict = Verdict.NONE;
    for (PolicyStatement statement : statements) {
      if (statement.matches(request)) {
        if (!statement.allows()) {
          return Verdict.DENY;
        }
        verdict = Verdict.ALLOW;
      }
    }
    return verdict;
  }

  /// Whether it lets in everybody (S3 user guide, "The meaning of 'public'").
  boolean isPublic() {
    return statements.stream().anyMatch(PolicyStatement::isPublic);
  }

  static S3Exception malformed(String message) {
    return S3Error.MALFORMED_POLICY.exception(message);
  }
}
