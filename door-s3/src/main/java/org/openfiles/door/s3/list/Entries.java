package org.openfiles.door.s3.list;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.openfiles.core.Checksum;
import org.openfiles.core.Key;
import org.openfiles.core.ListPage;
import org.openfiles.core.ListRequest;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectStore;
import org.openfiles.door.s3.request.IsoDate;
import org.openfiles.door.s3.request.StorageClass;
import org.openfiles.door.s3.xml.XmlWriter;

/// One page of a bucket, and how its entries are written.
final class Entries {
  private static final ListPage NOTHING = new ListPage(List.of(), List.of(), Optional.empty());

  private Entries() {}

  /// The page; one of no entries is empty, and the last.
  static ListPage read(ObjectStore store, ListParameters parameters, ListRequest.Start start)
      throws IOException {
    return parameters.limit() == 0
        ? NOTHING
        : store.list(
            new ListRequest(
                parameters.prefix(), parameters.delimiter(), start, parameters.limit()));
  }

  /// The greatest name of a page that is not empty.
  static String last(ListPage page) {
    if (page.prefixes().isEmpty()) {
      return page.objects().getLast().key().value();
    }
    String prefix = page.prefixes().getLast();
    if (page.objects().isEmpty()) {
      return prefix;
    }
    String key = page.objects().getLast().key().value();
    return Key.compare(key, prefix) > 0 ? key : prefix;
  }

  static void contents(
      XmlWriter xml, ListPage page, ListParameters parameters, Optional<Owners> owners)
      throws IOException {
    for (ObjectInfo info : page.objects()) {
      xml.open("Contents").element("Key", parameters.name(info.key().value()));
      version(xml, info);
      if (owners.isPresent()) {
        owners.get().of(info).writeTo(xml, "Owner");
      }
      xml.end();
    }
  }

  /// What every kind of listing says of an object, besides its name.
  static void version(XmlWriter xml, ObjectInfo info) {
    xml.element("LastModified", IsoDate.format(info.lastModified()))
        .element("ETag", info.etag().quoted());
    for (Checksum checksum : info.checksums()) {
      xml.element("ChecksumAlgorithm", checksum.algorithm().name());
    }
    if (!info.checksums().isEmpty()) {
      xml.element("ChecksumType", info.checksums().getFirst().scope().name());
    }
    xml.element("Size", info.size()).element("StorageClass", StorageClass.of(info.metadata()));
  }
}
