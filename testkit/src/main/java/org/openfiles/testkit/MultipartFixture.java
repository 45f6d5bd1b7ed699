package org.openfiles.testkit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openfiles.core.CompleteRequest;
import org.openfiles.core.CompleteRequest.PartReference;
import org.openfiles.core.Key;
import org.openfiles.core.MultipartStore;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.PartInfo;
import org.openfiles.core.Precondition;
import org.openfiles.core.Upload;

/// A store under test that takes objects in parts, and its verbs in short forms.
public interface MultipartFixture extends StoreFixture {
  MultipartStore multipart();

  /// The bytes of a part that others follow: at least as many as the store demands of one.
  default byte[] partBytes(int size, long seed) {
    return TestBytes.random(Math.max(size, traits().partBytesMin()), seed);
  }

  default Upload start(String key) throws IOException {
    return multipart().start(new Key(key), ObjectMetadata.EMPTY, Map.of());
  }

  default PartInfo putPart(Upload upload, int number, byte[] bytes) throws IOException {
    return multipart()
        .putPart(upload.key(), upload.id(), number, ArrivingBytes.of(bytes), Optional.empty());
  }

  default CompleteRequest naming(Upload upload, PartInfo... parts) {
    return naming(upload, Precondition.NONE, parts);
  }

  default CompleteRequest naming(Upload upload, Precondition precondition, PartInfo... parts) {
    List<PartReference> references = new ArrayList<>();
    for (PartInfo part : parts) {
      references.add(new PartReference(part.number(), part.etag()));
    }
    return new CompleteRequest(upload.key(), upload.id(), references, List.of(), precondition);
  }

  default ObjectInfo complete(Upload upload, PartInfo... parts) throws IOException {
    return multipart().complete(naming(upload, parts));
  }
}
