package org.openfiles.door.s3.form;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the document of a policy: base64 of JSON, every member of which is known.
final class PolicyReader {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final List<PolicyCondition> conditions = new ArrayList<>();
  private LengthRange length = LengthRange.ANY;

  private PolicyReader() {}

  static PostPolicy read(String base64) throws S3Exception {
    if (base64.isBlank()) {
      throw invalid("Expecting '{' but found End-of-Input");
    }
    JsonNode document;
    try {
      // Line breaks are what encoders put in after 76 characters.
      byte[] json = Base64.getMimeDecoder().decode(requireBase64(base64));
      document = JSON.readTree(json);
    } catch (JacksonException e) {
      throw new S3Exception(S3Error.INVALID_POLICY_DOCUMENT, invalidJson().text(), e);
    }
    if (!document.isObject()) {
      throw invalidJson();
    }
    for (String name : document.propertyNames()) {
      if (!name.equals("expiration") && !name.equals("conditions")) {
        throw invalid("Unexpected: \"" + name + "\"");
      }
    }
    Instant expiration = expiration(document.get("expiration"));
    PolicyReader reader = new PolicyReader();
    reader.readConditions(document.get("conditions"));
    return new PostPolicy(expiration, List.copyOf(reader.conditions), reader.length);
  }

  private static String requireBase64(String text) throws S3Exception {
    String compact = text.replaceAll("\\s", "");
    try {
      Base64.getDecoder().decode(compact);
      return compact;
    } catch (IllegalArgumentException e) {
      throw new S3Exception(
          S3Error.INVALID_POLICY_DOCUMENT, invalid("invalid Base64 encoding.").text(), e);
    }
  }

  private static Instant expiration(@Nullable JsonNode node) throws S3Exception {
    if (node == null) {
      throw invalid("Policy missing expiration.");
    }
    String text = requireString(node);
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new S3Exception(
          S3Error.INVALID_POLICY_DOCUMENT,
          invalid("Invalid 'expiration' value: '" + text + "'").text(),
          e);
    }
  }

  private void readConditions(@Nullable JsonNode node) throws S3Exception {
    if (node == null) {
      throw invalid("Policy missing conditions.");
    }
    if (!node.isArray()) {
      throw invalid("Invalid 'conditions' value: must be a List.");
    }
    for (JsonNode condition : node) {
      if (condition.isObject()) {
        readSimple(condition);
      } else if (condition.isArray()) {
        readList(condition);
      } else {
        throw invalid("Invalid condition test: must be a List or Object.");
      }
    }
  }

  /// `{"acl": "private"}`.
  private void readSimple(JsonNode condition) throws S3Exception {
    if (condition.size() != 1) {
      throw invalid(
          "Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.");
    }
    for (Map.Entry<String, JsonNode> property : condition.properties()) {
      if (!property.getValue().isString()) {
        throw invalid("Invalid Simple-Condition: value must be a string.");
      }
      String value = property.getValue().stringValue();
      conditions.add(
          new PolicyCondition(
              PolicyCondition.Operator.EQUAL,
              property.getKey().toLowerCase(Locale.ROOT),
              value,
              "[\"eq\", \"$" + property.getKey() + "\", \"" + value + "\"]"));
    }
  }

  /// `["starts-with", "$key", "user/"]` or `["content-length-range", 1, 1024]`.
  private void readList(JsonNode condition) throws S3Exception {
    if (condition.isEmpty()) {
      throw invalid("Invalid Condition: missing operation identifier.");
    }
    String operator = requireString(condition.get(0));
    switch (operator.toLowerCase(Locale.ROOT)) {
      case "eq" -> readComparison(PolicyCondition.Operator.EQUAL, operator, condition);
      case "starts-with" ->
          readComparison(PolicyCondition.Operator.STARTS_WITH, operator, condition);
      case "content-length-range" -> {
        requireSize(operator, condition);
        long min = number(condition.get(1));
        long max = number(condition.get(2));
        length = length.and(new LengthRange(min, max));
      }
      default -> throw invalid("Invalid Condition: unknown operation '" + operator + "'.");
    }
  }

  private void readComparison(PolicyCondition.Operator operator, String name, JsonNode condition)
      throws S3Exception {
    requireSize(name, condition);
    String field = requireString(condition.get(1));
    String value = requireString(condition.get(2));
    boolean variable = field.startsWith("$");
    conditions.add(
        new PolicyCondition(
            variable ? operator : PolicyCondition.Operator.NEVER,
            (variable ? field.substring(1) : field).toLowerCase(Locale.ROOT),
            value,
            condition.toString()));
  }

  private static void requireSize(String operator, JsonNode condition) throws S3Exception {
    if (condition.size() != 3) {
      throw invalid("Invalid " + operator + ": wrong number of arguments.");
    }
  }

  private static String requireString(JsonNode node) throws S3Exception {
    if (!node.isString()) {
      throw invalidJson();
    }
    return node.stringValue();
  }

  /// A number, which some clients write as a string.
  private static long number(JsonNode node) throws S3Exception {
    long value;
    try {
      value = Long.parseLong(node.isString() ? node.stringValue() : node.toString());
    } catch (NumberFormatException e) {
      throw new S3Exception(S3Error.INVALID_POLICY_DOCUMENT, invalidJson().text(), e);
    }
    if (value < 0) {
      throw invalidJson();
    }
    return value;
  }

  private static S3Exception invalidJson() {
    return invalid("Invalid JSON.");
  }

  private static S3Exception invalid(String reason) {
    return S3Error.INVALID_POLICY_DOCUMENT.exception("Invalid Policy: " + reason);
  }
}
