package org.openfiles.door.s3.access;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openfiles.door.s3.error.S3Exception;
import tools.jackson.databind.JsonNode;

/// One condition of a statement: an operator, a key of the request, and the values that it may
/// have.
///
/// @param orAbsent whether it also holds for a request that has no such key (`...IfExists`)
record PolicyCondition(Operator operator, boolean orAbsent, String key, List<String> values) {
  private static final Set<String> KEYS =
      Set.of(
          "aws:SecureTransport",
          "aws:SourceIp",
          "aws:Referer",
          "aws:UserAgent",
          "aws:username",
          "s3:prefix",
          "s3:delimiter",
          "s3:max-keys");
  private static final Set<String> TAG_KEYS = Set.of("s3:ExistingObjectTag", "s3:RequestObjectTag");

  /// The operators of the language that this door knows.
  enum Operator {
    STRINGEQUALS,
    STRINGNOTEQUALS,
    STRINGEQUALSIGNORECASE,
    STRINGNOTEQUALSIGNORECASE,
    STRINGLIKE,
    STRINGNOTLIKE,
    NUMERICEQUALS,
    NUMERICLESSTHANEQUALS,
    NUMERICGREATERTHAN,
    BOOL,
    NULL,
    IPADDRESS,
    NOTIPADDRESS
  }

  static List<PolicyCondition> parse(JsonNode conditions) throws S3Exception {
    List<PolicyCondition> parsed = new ArrayList<>();
    for (Map.Entry<String, JsonNode> operator : conditions.properties()) {
      String name = operator.getKey();
      boolean orAbsent = name.endsWith("IfExists");
      Operator known = operator(orAbsent ? name.substring(0, name.length() - 8) : name);
      for (Map.Entry<String, JsonNode> condition : operator.getValue().properties()) {
        String key = requireKnown(condition.getKey());
        List<String> values = PolicyStatement.texts(condition.getValue());
        if (known == Operator.IPADDRESS || known == Operator.NOTIPADDRESS) {
          for (String value : values) {
            if (AddressRange.parse(value).isEmpty()) {
              throw Policy.malformed("Invalid address range " + value);
            }
          }
        }
        parsed.add(new PolicyCondition(known, orAbsent, key, values));
      }
    }
    return List.copyOf(parsed);
  }

  boolean holds(PolicyRequest request) throws IOException {
    Optional<String> actual = request.value(key);
    if (operator == Operator.NULL) {
      return values.contains(Boolean.toString(actual.isEmpty()));
    }
    if (actual.isEmpty()) {
      return orAbsent || negated();
    }
    boolean listed = false;
    for (String value : values) {
      listed |= matches(value, actual.get(), request.source());
    }
    return listed != negated();
  }

  /// Whether it keeps a statement from being public: it ties access to something a stranger lacks.
  boolean narrows() {
    return (operator == Operator.IPADDRESS
            && values.stream().noneMatch(value -> value.endsWith("/0")))
        || (operator == Operator.STRINGEQUALS && key.equals("aws:username"));
  }

  private boolean negated() {
    return switch (operator) {
      case STRINGNOTEQUALS, STRINGNOTEQUALSIGNORECASE, STRINGNOTLIKE, NOTIPADDRESS -> true;
      default -> false;
    };
  }

  private boolean matches(String wanted, String actual, InetAddress source) {
    return switch (operator) {
      case STRINGEQUALS, STRINGNOTEQUALS -> wanted.equals(actual);
      case STRINGEQUALSIGNORECASE, STRINGNOTEQUALSIGNORECASE, BOOL, NULL ->
          wanted.equalsIgnoreCase(actual);
      case STRINGLIKE, STRINGNOTLIKE -> Wildcard.matches(wanted, actual);
      case NUMERICEQUALS -> compare(actual, wanted) == 0;
      case NUMERICLESSTHANEQUALS -> compare(actual, wanted) <= 0;
      case NUMERICGREATERTHAN -> compare(actual, wanted) > 0;
      case IPADDRESS, NOTIPADDRESS ->
          AddressRange.parse(wanted).filter(range -> range.contains(source)).isPresent();
    };
  }

  private static int compare(String left, String right) {
    try {
      return Long.compare(Long.parseLong(left), Long.parseLong(right));
    } catch (NumberFormatException _) {
      return left.compareTo(right);
    }
  }

  private static Operator operator(String name) throws S3Exception {
    for (Operator operator : Operator.values()) {
      if (operator.name().equals(name.toUpperCase(Locale.ROOT))) {
        return operator;
      }
    }
    throw Policy.malformed("Unknown condition operator " + name);
  }

  private static String requireKnown(String key) throws S3Exception {
    int slash = key.indexOf('/');
    boolean known =
        slash > 0
            ? TAG_KEYS.contains(key.substring(0, slash))
            : KEYS.contains(key) || key.startsWith("s3:x-amz-");
    if (!known) {
      throw Policy.malformed("Unknown condition key " + key);
    }
    return key;
  }
}
