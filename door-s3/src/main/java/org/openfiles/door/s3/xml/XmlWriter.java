package org.openfiles.door.s3.xml;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/// Writes a document of the S3 API in UTF-8, either whole ([#bytes]) or piece by piece
/// ([#drainTo]).
///
/// Text survives every reader: what XML 1.0 has no character for (controls, U+FFFE, U+FFFF) is
/// written as a numeric reference such as `&#x1;`. Strict parsers refuse such references; a client
/// with one asks for `encoding-type=url`.
public final class XmlWriter {
  public static final String S3_NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";
  public static final String CONTENT_TYPE = "application/xml";

  private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

  private final Deque<String> open = new ArrayDeque<>();
  private byte[] buffer = new byte[1024];
  private int size;

  /// An empty document, with its declaration.
  public XmlWriter() {
    ascii(DECLARATION);
  }

  /// A document whose root is in the namespace of S3.
  public static XmlWriter s3(String root) {
    return new XmlWriter().open(root, "xmlns", S3_NAMESPACE);
  }

  /// Begins an element; attributes are names and values in turn.
  public XmlWriter open(String name, String... attributes) {
    room(1);
    buffer[size++] = '<';
    ascii(name);
    for (int i = 0; i < attributes.length; i += 2) {
      ascii(" ");
      ascii(attributes[i]);
      ascii("=\"");
      escape(attributes[i + 1], true);
      ascii("\"");
    }
    ascii(">");
    open.push(name);
    return this;
  }

  /// Ends the element that was begun last.
  public XmlWriter end() {
    endTag(open.pop());
    return this;
  }

  /// Text in the element that was begun last.
  public XmlWriter text(String text) {
    escape(text, false);
    return this;
  }

  /// An element with a text.
  public XmlWriter element(String name, String text) {
    ascii("<");
    ascii(name);
    ascii(">");
    escape(text, false);
    endTag(name);
    return this;
  }

  public XmlWriter element(String name, long number) {
    return element(name, Long.toString(number));
  }

  public XmlWriter element(String name, boolean value) {
    return element(name, Boolean.toString(value));
  }

  /// An element without content.
  public XmlWriter empty(String name) {
    ascii("<");
    ascii(name);
    ascii("/>");
    return this;
  }

  /// Hands over what was written so far and not yet handed over.
  public void drainTo(OutputStream target) throws IOException {
    target.write(buffer, 0, size);
    size = 0;
  }

  /// How many bytes wait to be handed over.
  public int size() {
    return size;
  }

  /// Ends every open element; the whole document, unless some of it was drained.
  public byte[] bytes() {
    while (!open.isEmpty()) {
      end();
    }
    return Arrays.copyOf(buffer, size);
  }

  private void endTag(String name) {
    ascii("</");
    ascii(name);
    ascii(">");
  }

  private void ascii(String text) {
    room(text.length());
    for (int i = 0; i < text.length(); i++) {
      buffer[size++] = (byte) text.charAt(i);
    }
  }

  private void escape(String text, boolean attribute) {
    room(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > '>' && c < 0x7F) {
        room(1);
        buffer[size++] = (byte) c;
      } else if (Character.isSurrogate(c)) {
        i += surrogate(text, i);
      } else {
        special(c, attribute);
      }
    }
  }

  private void special(char c, boolean attribute) {
    switch (c) {
      case '<' -> ascii("&lt;");
      case '>' -> ascii("&gt;");
      case '&' -> ascii("&amp;");
      case '"' -> ascii(attribute ? "&quot;" : "\"");
      case '\t', '\n' -> {
        if (attribute) {
          numeric(c);
        } else {
          utf8(c);
        }
      }
      case '\uFFFE', '\uFFFF' -> numeric(c);
      default -> {
        if (c < ' ') {
          numeric(c);
        } else {
          utf8(c);
        }
      }
    }
  }

  /// Writes the pair at an index, or U+FFFD for half of one, and says how many more chars it took.
  private int surrogate(String text, int index) {
    int codePoint = text.codePointAt(index);
    if (!Character.isSupplementaryCodePoint(codePoint)) {
      utf8('\uFFFD');
      return 0;
    }
    room(4);
    buffer[size++] = (byte) (0xF0 | codePoint >> 18);
    buffer[size++] = (byte) (0x80 | (codePoint >> 12 & 0x3F));
    buffer[size++] = (byte) (0x80 | (codePoint >> 6 & 0x3F));
    buffer[size++] = (byte) (0x80 | (codePoint & 0x3F));
    return 1;
  }

  private void utf8(char c) {
    room(3);
    if (c < 0x80) {
      buffer[size++] = (byte) c;
    } else if (c < 0x800) {
      buffer[size++] = (byte) (0xC0 | c >> 6);
      buffer[size++] = (byte) (0x80 | (c & 0x3F));
    } else {
      buffer[size++] = (byte) (0xE0 | c >> 12);
      buffer[size++] = (byte) (0x80 | (c >> 6 & 0x3F));
      buffer[size++] = (byte) (0x80 | (c & 0x3F));
    }
  }

  private void numeric(char c) {
    ascii("&#x");
    ascii(Integer.toHexString(c).toUpperCase(java.util.Locale.ROOT));
    ascii(";");
  }

  private void room(int bytes) {
    if (buffer.length - size < bytes) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + bytes));
    }
  }
}
