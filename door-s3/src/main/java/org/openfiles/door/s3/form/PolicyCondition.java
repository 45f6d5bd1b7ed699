package org.openfiles.door.s3.form;

import java.util.Map;

/// What a policy demands of one field of a form.
///
/// @param field in lower case
/// @param value what the field has to be, or to start with
/// @param source the condition as the policy has it, to be named when it does not hold
record PolicyCondition(Operator operator, String field, String value, String source) {

  /// How a field is compared.
  enum Operator {
    EQUAL,
    STARTS_WITH,
    /// For a field that the policy does not name as `$field`, so that nothing can match it.
    NEVER
  }

  /// Whether it holds. A field that is missing is compared as an empty one.
  boolean holds(Map<String, String> fields) {
    String actual = fields.getOrDefault(field, "");
    return switch (operator) {
      case EQUAL -> actual.equals(value);
      case STARTS_WITH -> startsWith(actual);
      case NEVER -> false;
    };
  }

  /// A list of content types has to match in all of its elements (S3 API, "POST policy").
  private boolean startsWith(String actual) {
    if (!field.equals("content-type")) {
      return actual.startsWith(value);
    }
    for (String element : actual.split(",", -1)) {
      if (!element.strip().startsWith(value)) {
        return false;
      }
    }
    return true;
  }
}
