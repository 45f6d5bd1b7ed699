package org.openfiles.door.s3.access;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.door.s3.request.Owner;
import org.openfiles.door.s3.xml.XmlElement;
import org.openfiles.door.s3.xml.XmlReader;
import org.openfiles.door.s3.xml.XmlWriter;

/// `AccessControlPolicy`: an access list as clients send and get it, and as it is kept.
final class AccessListXml {
  private static final String INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";
  private static final int GRANTS_MAX = 100;

  /// Of grantees; clients leave it out too.
  private static final Set<String> TYPES =
      Set.of("", "CanonicalUser", "Group", "AmazonCustomerByEmail");

  private AccessListXml() {}

  static XmlWriter write(AccessList list) {
    XmlWriter xml = XmlWriter.s3("AccessControlPolicy");
    list.owner().writeTo(xml, "Owner");
    xml.open("AccessControlList");
    List<Grant> groupsFirst = new ArrayList<>(list.grants());
    groupsFirst.sort(Comparator.comparing(grant -> grant.grantee() instanceof Grantee.Canonical));
    for (Grant grant : groupsFirst) {
      xml.open("Grant");
      switch (grant.grantee()) {
        case Grantee.Canonical(Owner who) -> {
          xml.open("Grantee", "xmlns:xsi", INSTANCE, "xsi:type", "CanonicalUser");
          xml.element("ID", who.id()).element("DisplayName", who.displayName()).end();
        }
        case Grantee.Group(String uri) ->
            xml.open("Grantee", "xmlns:xsi", INSTANCE, "xsi:type", "Group")
                .element("URI", uri)
                .end();
      }
      xml.element("Permission", grant.permission().name()).end();
    }
    return xml.end();
  }

  static String text(AccessList list) {
    return new String(write(list).bytes(), StandardCharsets.UTF_8);
  }

  /// Reads a list that was kept.
  static AccessList kept(String text) throws S3Exception {
    return read(text.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  /// Reads a list that a client sent: each grantee must be one of `known`, by id; no condition when
  /// that is empty.
  static AccessList read(byte[] document, Map<String, Owner> known) throws S3Exception {
    XmlElement root = XmlReader.read(document, "AccessControlPolicy");
    XmlElement owner = root.child("Owner").orElseThrow(() -> S3Error.MALFORMED_ACL.exception());
    XmlElement grants =
        root.child("AccessControlList").orElseThrow(() -> S3Error.MALFORMED_ACL.exception());
    requireForm(owner, grants);
    List<Grant> read = new ArrayList<>();
    for (XmlElement grant : grants.children("Grant")) {
      XmlElement grantee =
          grant.child("Grantee").orElseThrow(() -> S3Error.MALFORMED_ACL.exception());
      read.add(
          new Grant(
              grantee(grantee, known), Permission.parse(grant.text("Permission").orElse(""))));
    }
    if (read.size() > GRANTS_MAX) {
      throw S3Error.MALFORMED_ACL.exception("An access list has at most 100 grants");
    }
    return new AccessList(user(owner, known), read);
  }

  /// Before anybody is looked up, the document must be one.
  private static void requireForm(XmlElement owner, XmlElement grants) throws S3Exception {
    if (owner.text("ID").orElse("").isEmpty()) {
      throw S3Error.MALFORMED_ACL.exception();
    }
    for (XmlElement grant : grants.children("Grant")) {
      Permission.parse(grant.text("Permission").orElse(""));
      Optional<XmlElement> grantee = grant.child("Grantee");
      if (grantee.isEmpty()
          || !TYPES.contains(grantee.get().attributes().getOrDefault("type", ""))) {
        throw S3Error.MALFORMED_ACL.exception();
      }
    }
  }

  private static Grantee grantee(XmlElement element, Map<String, Owner> known) throws S3Exception {
    String type = element.attributes().getOrDefault("type", "");
    if (type.equals("Group") || (type.isEmpty() && element.child("URI").isPresent())) {
      return GrantHeaders.group(element.text("URI").orElse(""));
    }
    if (type.equals("AmazonCustomerByEmail") || element.child("EmailAddress").isPresent()) {
      throw S3Error.UNRESOLVABLE_GRANT_BY_EMAIL_ADDRESS.exception();
    }
    return new Grantee.Canonical(user(element, known));
  }

  private static Owner user(XmlElement element, Map<String, Owner> known) throws S3Exception {
    String id = element.text("ID").orElseThrow(() -> S3Error.MALFORMED_ACL.exception());
    return known.isEmpty()
        ? new Owner(id, element.text("DisplayName").orElse(""))
        : GrantHeaders.user(id, known);
  }
}
