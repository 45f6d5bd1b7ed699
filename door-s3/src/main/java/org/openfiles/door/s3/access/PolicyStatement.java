package org.openfiles.door.s3.access;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openfiles.door.s3.error.S3Exception;
import tools.jackson.databind.JsonNode;

/// One statement of a bucket policy.
record PolicyStatement(
    boolean allows,
    Names principals,
    Names actions,
    Names resources,
    List<PolicyCondition> conditions) {

  /// A list of patterns, or all that are not on it.
  record Names(boolean inverted, List<String> patterns) {
    boolean match(String value) {
      return inverted != patterns.stream().anyMatch(pattern -> Wildcard.matches(pattern, value));
    }
  }

  static PolicyStatement parse(JsonNode node, String bucket) throws S3Exception {
    for (String name : node.propertyNames()) {
      if (!List.of(
              "Sid",
              "Effect",
              "Principal",
              "NotPrincipal",
              "Action",
              "NotAction",
              "Resource",
              "NotResource",
              "Condition")
          .contains(name)) {
        throw Policy.malformed("Unknown field " + name);
      }
    }
    String effect = node.path("Effect").asString("");
    if (!effect.equals("Allow") && !effect.equals("Deny")) {
      throw Policy.malformed("Invalid effect: " + effect);
    }
    Names principals = names(node, "Principal");
    Names actions = names(node, "Action");
    Names resources = names(node, "Resource");
    if (effect.equals("Allow") && principals.inverted()) {
      throw Policy.malformed("Allow with NotPrincipal is not allowed");
    }
    for (String action : actions.patterns()) {
      if (!action.equals("*") && !action.startsWith("s3:")) {
        throw Policy.malformed("Policy has invalid action");
      }
    }
    String arn = "arn:aws:s3:::" + bucket;
    for (String resource : resources.patterns()) {
      if (!resource.equals("*")
          && !resource.equals(arn)
          && !resource.startsWith(arn + "/")
          && !Wildcard.matches(resource, arn)
          && !Wildcard.matches(resource, arn + "/")) {
        throw Policy.malformed("Policy has invalid resource");
      }
    }
    return new PolicyStatement(
        effect.equals("Allow"),
        principals,
        actions,
        resources,
        PolicyCondition.parse(node.path("Condition")));
  }

  boolean matches(PolicyRequest request) throws IOException {
    if (!request.isOneOf(principals)
        || !actions.match(request.action())
        || !resources.match(request.resource())) {
      return false;
    }
    for (PolicyCondition condition : conditions) {
      if (!condition.holds(request)) {
        return false;
      }
    }
    return true;
  }

  boolean isPublic() {
    return allows
        && (principals.inverted() || principals.patterns().contains("*"))
        && conditions.stream().noneMatch(PolicyCondition::narrows);
  }

  /// The names of `field` or of `Not` + `field`; exactly one of them must be there.
  private static Names names(JsonNode node, String field) throws S3Exception {
    JsonNode plain = node.path(field);
    JsonNode inverted = node.path("Not" + field);
    if (plain.isMissingNode() == inverted.isMissingNode()) {
      throw Policy.malformed("Missing required field " + field);
    }
    JsonNode value = plain.isMissingNode() ? inverted : plain;
    if (value.isObject()) { // {"AWS": ...}
      value = value.path("AWS");
    }
    List<String> patterns = texts(value);
    if (patterns.isEmpty() || patterns.contains("")) {
      throw Policy.malformed(
          field.equals("Principal")
              ? "Invalid principal in policy"
              : "Policy has invalid " + field.toLowerCase(Locale.ROOT));
    }
    return new Names(plain.isMissingNode(), patterns);
  }

  static List<String> texts(JsonNode value) throws S3Exception {
    List<String> texts = new ArrayList<>();
    if (value.isArray()) {
      for (JsonNode each : value) {
        texts.addAll(texts(each));
      }
    } else if (value.isValueNode() && !value.isNull()) {
      texts.add(value.asString());
    } else if (!value.isMissingNode()) {
      throw Policy.malformed("A text was expected");
    }
    return List.copyOf(texts);
  }
}
