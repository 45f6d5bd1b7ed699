package org.openfiles.door.s3.cors;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.door.s3.xml.XmlElement;
import org.openfiles.door.s3.xml.XmlReader;
import org.openfiles.door.s3.xml.XmlWriter;
import org.openfiles.http.HeaderSyntax;

/// `CORSConfiguration`, checked.
final class CorsDocument {
  private static final int RULES_MAX = 100;
  static final Set<String> METHODS = Set.of("GET", "PUT", "POST", "DELETE", "HEAD");

  private CorsDocument() {}

  static List<CorsRule> read(byte[] document) throws S3Exception {
    XmlElement root = XmlReader.read(document, "CORSConfiguration");
    List<CorsRule> rules = new ArrayList<>();
    for (XmlElement rule : root.children("CORSRule")) {
      rules.add(rule(rule));
    }
    if (rules.isEmpty() || rules.size() > RULES_MAX) {
      throw S3Error.MALFORMED_XML.exception();
    }
    return rules;
  }

  private static CorsRule rule(XmlElement element) throws S3Exception {
    CorsRule rule =
        new CorsRule(
            element.text("ID"),
            texts(element, "AllowedOrigin"),
            texts(element, "AllowedMethod"),
            texts(element, "AllowedHeader"),
            texts(element, "ExposeHeader"),
            maxAge(element));
    if (rule.origins().isEmpty() || rule.methods().isEmpty()) {
      throw S3Error.MALFORMED_XML.exception();
    }
    for (String method : rule.methods()) {
      if (!METHODS.contains(method)) {
        throw S3Error.INVALID_REQUEST.exception(
            "Found unsupported HTTP method in CORS config. Unsupported method is " + method);
      }
    }
    for (String origin : rule.origins()) {
      requireOneStar("AllowedOrigin", origin);
    }
    for (String header : rule.headers()) {
      requireOneStar("AllowedHeader", header);
      requireName("AllowedHeader", header);
    }
    for (String header : rule.exposed()) {
      requireName("ExposeHeader", header);
    }
    return rule;
  }

  static XmlWriter write(List<CorsRule> rules) {
    XmlWriter xml = XmlWriter.s3("CORSConfiguration");
    for (CorsRule rule : rules) {
      xml.open("CORSRule");
      rule.id().ifPresent(id -> xml.element("ID", id));
      rule.headers().forEach(each -> xml.element("AllowedHeader", each));
      rule.methods().forEach(each -> xml.element("AllowedMethod", each));
      rule.origins().forEach(each -> xml.element("AllowedOrigin", each));
      rule.exposed().forEach(each -> xml.element("ExposeHeader", each));
      rule.maxAgeSeconds().ifPresent(each -> xml.element("MaxAgeSeconds", each));
      xml.end();
    }
    return xml;
  }

  private static List<String> texts(XmlElement rule, String name) {
    return rule.children(name).stream().map(XmlElement::text).map(String::strip).toList();
  }

  private static Optional<Integer> maxAge(XmlElement rule) throws S3Exception {
    Optional<String> text = rule.text("MaxAgeSeconds");
    try {
      return text.map(String::strip).map(Integer::valueOf);
    } catch (NumberFormatException _) {
      throw S3Error.MALFORMED_XML.exception();
    }
  }

  /// A header's name; `*` is a character of one.
  private static void requireName(String name, String header) throws S3Exception {
    if (!HeaderSyntax.isToken(header)) {
      throw S3Error.INVALID_REQUEST.exception(
          name + " \"" + header + "\" contains invalid character.");
    }
  }

  private static void requireOneStar(String name, String value) throws S3Exception {
    if (value.indexOf('*') != value.lastIndexOf('*')) {
      throw S3Error.INVALID_REQUEST.exception(
          name + " \"" + value + "\" can not have more than one wildcard.");
    }
  }
}
