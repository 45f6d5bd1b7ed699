package org.openfiles.door.s3.request;

import org.openfiles.door.s3.auth.User;
import org.openfiles.door.s3.xml.XmlWriter;

/// Whom a bucket or an object belongs to.
///
/// @param id the canonical user id
public record Owner(String id, String displayName) {
  public static Owner of(User user) {
    return new Owner(user.id(), user.displayName());
  }

  /// Writes it as an element of that name.
  public void writeTo(XmlWriter xml, String element) {
    xml.open(element).element("ID", id).element("DisplayName", displayName).end();
  }
}
