package org.openfiles.door.s3.xml;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;

/// An element of a document that a client sent. Names are local names: clients send the same
/// document with, without, and with a wrong namespace.
///
/// @param attributes by their local names, without the declarations of namespaces
/// @param text all character data directly in this element
public record XmlElement(
    String name, Map<String, String> attributes, String text, List<XmlElement> children) {
  public XmlElement {
    attributes = Map.copyOf(attributes);
    children = List.copyOf(children);
  }

  /// The first child of that name.
  public Optional<XmlElement> child(String name) {
    for (XmlElement child : children) {
      if (child.name.equals(name)) {
        return Optional.of(child);
      }
    }
    return Optional.empty();
  }

  /// Every child of that name, in order.
  public List<XmlElement> children(String name) {
    return children.stream().filter(child -> child.name.equals(name)).toList();
  }

  /// The text of the first child of that name.
  public Optional<String> text(String name) {
    return child(name).map(XmlElement::text);
  }

  /// The text of a child that must be there.
  public String requireText(String name) throws S3Exception {
    Optional<XmlElement> child = child(name);
    if (child.isEmpty()) {
      throw S3Error.MALFORMED_XML.exception();
    }
    return child.get().text();
  }
}
