package org.openfiles.door.s3.xml;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;

/// Reads the XML documents of the S3 API, in UTF-8.
///
/// What is refused, as `MalformedXML`: everything that is not well formed, document types (and with
/// them every entity but the five predefined ones), and more than [#DEPTH_MAX] levels or
/// [#ELEMENTS_MAX] elements. The caller bounds the bytes.
///
/// Where it differs from XML 1.0, and so from the parsers of the JDK: control characters are
/// accepted, as references (`&#x1;`, also `&#0;`) and as they are, since keys may contain them and
/// some clients write them so.
public final class XmlReader {
  /// Deeper than any document of the API, which has at most 7 levels.
  public static final int DEPTH_MAX = 32;

  /// 10,000 parts of a multipart upload with nine elements each fit.
  public static final int ELEMENTS_MAX = 100_000;

  private final String text;
  private int at;
  private int elements;

  private XmlReader(String text) {
    this.text = text;
  }

  /// The root element of a document.
  public static XmlElement read(byte[] document) throws S3Exception {
    XmlReader reader = new XmlReader(decode(document));
    reader.misc();
    XmlElement root = reader.element(1);
    reader.misc();
    if (reader.at < reader.text.length()) {
      throw malformed();
    }
    return root;
  }

  /// The root element of a document, which must have that name.
  public static XmlElement read(byte[] document, String root) throws S3Exception {
    XmlElement element = read(document);
    if (!element.name().equals(root)) {
      throw malformed();
    }
    return element;
  }

  private static S3Exception malformed() {
    return S3Error.MALFORMED_XML.exception();
  }

  private static String decode(byte[] document) throws S3Exception {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(document))
              .toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new S3Exception(S3Error.MALFORMED_XML, S3Error.MALFORMED_XML.message(), e);
    }
  }

  /// Comments, processing instructions (the XML declaration among them) and blanks.
  private void misc() throws S3Exception {
    while (true) {
      blanks();
      if (text.startsWith("<?", at)) {
        skipPast("?>");
      } else if (text.startsWith("<!--", at)) {
        skipPast("-->");
      } else {
        return;
      }
    }
  }

  private XmlElement element(int depth) throws S3Exception {
    if (depth > DEPTH_MAX || ++elements > ELEMENTS_MAX) {
      throw malformed();
    }
    require('<');
    String qualifiedName = name();
    Map<String, String> attributes = attributes();
    if (take("/>")) {
      return new XmlElement(local(qualifiedName), attributes, "", List.of());
    }
    require('>');
    StringBuilder content = new StringBuilder();
    List<XmlElement> children = new ArrayList<>();
    while (!take("</")) {
      if (text.startsWith("<!--", at)) {
        skipPast("-->");
      } else if (text.startsWith("<?", at)) {
        skipPast("?>");
      } else if (take("<![CDATA[")) {
        int start = at;
        skipPast("]]>");
        appendLines(content, start, at - 3);
      } else if (peek() == '<') {
        children.add(element(depth + 1));
      } else {
        characters(content);
      }
    }
    if (!name().equals(qualifiedName)) {
      throw malformed();
    }
    blanks();
    require('>');
    return new XmlElement(local(qualifiedName), attributes, content.toString(), children);
  }

  private Map<String, String> attributes() throws S3Exception {
    Map<String, String> attributes = Map.of();
    while (true) {
      int before = at;
      blanks();
      char next = peek();
      if (next == '>' || next == '/') {
        return attributes;
      }
      if (at == before) {
        throw malformed();
      }
      String name = name();
      blanks();
      require('=');
      blanks();
      String value = attributeValue();
      if (!name.equals("xmlns") && !name.startsWith("xmlns:")) {
        if (attributes.isEmpty()) {
          attributes = new HashMap<>();
        }
        if (attributes.put(local(name), value) != null) {
          throw malformed();
        }
      }
    }
  }

  private String attributeValue() throws S3Exception {
    char quote = peek();
    if (quote != '"' && quote != '\'') {
      throw malformed();
    }
    at++;
    StringBuilder value = new StringBuilder();
    while (peek() != quote) {
      char c = peek();
      if (c == '<') {
        throw malformed();
      } else if (c == '&') {
        reference(value);
      } else {
        value.append(isBlank(c) ? ' ' : c);
        at++;
      }
    }
    at++;
    return value.toString();
  }

  /// Character data up to the next markup.
  private void characters(StringBuilder target) throws S3Exception {
    while (true) {
      int start = at;
      while (peek() != '<' && peek() != '&') {
        at++;
      }
      appendLines(target, start, at);
      if (peek() == '<') {
        return;
      }
      reference(target);
    }
  }

  /// Appends with line ends as XML reads them: all of them are `\n`.
  private void appendLines(StringBuilder target, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c != '\r') {
        target.append(c);
      } else if (i + 1 >= end || text.charAt(i + 1) != '\n') {
        target.append('\n');
      }
    }
  }

  private void reference(StringBuilder target) throws S3Exception {
    int end = text.indexOf(';', at);
    // The longest one is &#1114111; and leading zeros are nobody's.
    if (end < 0 || end - at > 12) {
      throw malformed();
    }
    String body = text.substring(at + 1, end);
    at = end + 1;
    switch (body) {
      case "lt" -> target.append('<');
      case "gt" -> target.append('>');
      case "amp" -> target.append('&');
      case "quot" -> target.append('"');
      case "apos" -> target.append('\'');
      default -> target.appendCodePoint(codePoint(body));
    }
  }

  private static int codePoint(String body) throws S3Exception {
    boolean hexadecimal = body.startsWith("#x");
    int from = hexadecimal ? 2 : 1;
    if (!body.startsWith("#") || body.length() == from) {
      throw malformed();
    }
    int value = 0;
    for (int i = from; i < body.length(); i++) {
      char c = body.charAt(i);
      int digit = c < 128 ? Character.digit(c, hexadecimal ? 16 : 10) : -1;
      value = value * (hexadecimal ? 16 : 10) + digit;
      if (digit < 0 || value > Character.MAX_CODE_POINT) {
        throw malformed();
      }
    }
    if (value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE) {
      throw malformed();
    }
    return value;
  }

  private String name() throws S3Exception {
    int start = at;
    while (isNameChar(peek())) {
      at++;
    }
    if (at == start || !isNameStart(text.charAt(start))) {
      throw malformed();
    }
    return text.substring(start, at);
  }

  private static String local(String qualifiedName) {
    return qualifiedName.substring(qualifiedName.indexOf(':') + 1);
  }

  private static boolean isNameStart(char c) {
    return c == '_' || c == ':' || Character.isLetter(c);
  }

  private static boolean isNameChar(char c) {
    return isNameStart(c) || c == '-' || c == '.' || (c >= '0' && c <= '9');
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
  }

  private void blanks() {
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
    }
  }

  private char peek() throws S3Exception {
    if (at >= text.length()) {
      throw malformed();
    }
    return text.charAt(at);
  }

  private void require(char expected) throws S3Exception {
    if (peek() != expected) {
      throw malformed();
    }
    at++;
  }

  private boolean take(String expected) {
    if (!text.startsWith(expected, at)) {
      return false;
    }
    at += expected.length();
    return true;
  }

  private void skipPast(String end) throws S3Exception {
    int found = text.indexOf(end, at);
    if (found < 0) {
      throw malformed();
    }
    at = found + end.length();
  }
}
