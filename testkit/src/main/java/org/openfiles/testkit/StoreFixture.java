package org.openfiles.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.openfiles.core.ByteRange;
import org.openfiles.core.Key;
import org.openfiles.core.ListPage;
import org.openfiles.core.ListRequest;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.ObjectStore;
import org.openfiles.core.Precondition;
import org.openfiles.core.PutRequest;

/// A store under test, and the verbs in the short forms that tests need.
public interface StoreFixture {
  /// Empty at the start of each test.
  ObjectStore store();

  default ObjectInfo put(String key, byte[] bytes) throws IOException {
    return put(key, bytes, Precondition.NONE);
  }

  default ObjectInfo put(String key, String text) throws IOException {
    return put(key, text.getBytes(UTF_8));
  }

  default ObjectInfo put(String key, byte[] bytes, Precondition precondition) throws IOException {
    PutRequest request =
        new PutRequest(new Key(key), ArrivingBytes.of(bytes), ObjectMetadata.EMPTY);
    return store().put(with(request, precondition));
  }

  default PutRequest with(PutRequest request, Precondition precondition) {
    return new PutRequest(
        request.key(),
        request.content(),
        request.metadata(),
        precondition,
        request.md5(),
        request.checksums());
  }

  default byte[] bytes(String key) throws IOException {
    return bytes(key, ByteRange.ALL);
  }

  default byte[] bytes(String key, ByteRange range) throws IOException {
    try (ObjectReader reader = store().get(new Key(key), range, Precondition.NONE)) {
      return TestBytes.read(reader);
    }
  }

  default String text(String key) throws IOException {
    return new String(bytes(key), UTF_8);
  }

  default void delete(String key) throws IOException {
    store().delete(new Key(key), Precondition.NONE);
  }

  /// All keys, in the order of the listing.
  default List<String> keys() throws IOException {
    return list("", "").stream().toList();
  }

  /// All keys, then all rolled-up prefixes.
  default List<String> list(String prefix, String delimiter) throws IOException {
    return list(prefix, delimiter, ListRequest.Start.BEGINNING);
  }

  default List<String> list(String prefix, String delimiter, ListRequest.Start start)
      throws IOException {
    ListPage page = store().list(new ListRequest(prefix, delimiter, start, Integer.MAX_VALUE));
    List<String> all = new ArrayList<>();
    page.objects().forEach(object -> all.add(object.key().value()));
    all.addAll(page.prefixes());
    return all;
  }
}
