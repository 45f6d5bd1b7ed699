package org.openfiles.door.s3.list;

import java.util.List;
import org.openfiles.core.ListRequest;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.door.s3.request.Numbers;
import org.openfiles.door.s3.request.Query;
import org.openfiles.door.s3.xml.XmlWriter;
import org.openfiles.http.PercentCode;

/// What all listings of a bucket have in common.
///
/// @param limit how many entries at the most; 0 asks for none
/// @param encoded whether names are percent-encoded in the answer
public record ListParameters(String prefix, String delimiter, int limit, boolean encoded) {
  /// No page has more entries, whatever was asked for.
  private static final int LIMIT_MAX = 1000;

  public static ListParameters of(Query query, String limitName) throws S3Exception {
    return new ListParameters(
        query.first("prefix").orElse(""),
        query.first("delimiter").orElse(""),
        limit(query, limitName),
        isEncoded(query));
  }

  /// A count that a client may choose, up to 1000.
  public static int limit(Query query, String name) throws S3Exception {
    String text = query.first(name).orElse("");
    if (text.isEmpty()) {
      return LIMIT_MAX;
    }
    return Math.min(LIMIT_MAX, Numbers.nonNegative(text, name));
  }

  public static boolean isEncoded(Query query) throws S3Exception {
    String type = query.first("encoding-type").orElse("");
    if (!type.isEmpty() && !type.equals("url")) {
      throw S3Exception.argument(
          "Invalid Encoding Method specified in Request", "encoding-type", type);
    }
    return !type.isEmpty();
  }

  /// A key or prefix as the answer is to have it.
  public String name(String text) {
    return encoded ? PercentCode.encodePath(text) : text;
  }

  /// Where a page begins that a client wants after a name of the page before: behind the keys that
  /// are rolled up, when the name is what they are rolled up to.
  ListRequest.Start after(String marker) {
    if (marker.isEmpty()) {
      return ListRequest.Start.BEGINNING;
    }
    boolean rolledUp =
        !delimiter.isEmpty()
            && marker.startsWith(prefix)
            && marker.endsWith(delimiter)
            && marker.indexOf(delimiter, prefix.length()) == marker.length() - delimiter.length();
    return rolledUp
        ? new ListRequest.Start.AfterPrefix(marker)
        : new ListRequest.Start.AfterKey(marker);
  }

  public void commonPrefixes(XmlWriter xml, List<String> prefixes) {
    for (String prefix : prefixes) {
      xml.open("CommonPrefixes").element("Prefix", name(prefix)).end();
    }
  }

  /// The delimiter and the encoding, where they were asked for.
  public void echo(XmlWriter xml) {
    if (!delimiter.isEmpty()) {
      xml.element("Delimiter", name(delimiter));
    }
    if (encoded) {
      xml.element("EncodingType", "url");
    }
  }
}
