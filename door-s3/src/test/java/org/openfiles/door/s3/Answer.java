package org.openfiles.door.s3;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.door.s3.xml.XmlElement;
import org.openfiles.door.s3.xml.XmlReader;
import org.openfiles.http.Headers;

/// What a server answered, and how tests look at it.
final class Answer {
  private final int status;
  private final Headers headers;
  private final byte[] body;

  Answer(int status, Headers headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  int status() {
    return status;
  }

  /// The value of a header; empty text when there is none.
  String header(String name) {
    return headers.first(name).orElse("");
  }

  boolean has(String header) {
    return headers.contains(header);
  }

  byte[] bytes() {
    return body.clone();
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  XmlElement xml() {
    try {
      return XmlReader.read(body);
    } catch (S3Exception e) {
      throw new AssertionError("no XML: " + this, e);
    }
  }

  /// The text of the first element of that name, at any depth.
  String xml(String name) {
    List<String> all = all(name);
    if (all.isEmpty()) {
      throw new AssertionError("no element " + name + ": " + this);
    }
    return all.getFirst();
  }

  /// The texts of all elements of that name, at any depth, in order.
  List<String> all(String name) {
    List<String> texts = new ArrayList<>();
    collect(xml(), name, texts);
    return texts;
  }

  private static void collect(XmlElement element, String name, List<String> texts) {
    if (element.name().equals(name)) {
      texts.add(element.text());
    }
    element.children().forEach(child -> collect(child, name, texts));
  }

  /// Status and error code, such as `404 NoSuchKey`; the status alone where there is no document.
  String outcome() {
    return body.length > 0 && text().contains("<Error>") ? status + " " + xml("Code") : "" + status;
  }

  @Override
  public String toString() {
    return status + "\n" + headers + "\n" + text();
  }
}
