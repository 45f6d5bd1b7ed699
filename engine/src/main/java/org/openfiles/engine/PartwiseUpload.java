package org.openfiles.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openfiles.core.CompleteRequest;
import org.openfiles.core.CompleteRequest.PartReference;
import org.openfiles.core.Content;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.PartInfo;
import org.openfiles.core.Precondition;
import org.openfiles.core.Slice;
import org.openfiles.core.Upload;
import org.openfiles.core.UploadId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Uploads what changed of a large file, and has the store copy the rest from the last version.
final class PartwiseUpload {
  private static final Logger LOG = LoggerFactory.getLogger(PartwiseUpload.class);

  private final RemoteStore remote;

  PartwiseUpload(RemoteStore remote) {
    this.remote = remote;
  }

  ObjectInfo put(
      Key key,
      PartPlan plan,
      Version base,
      FrozenFile file,
      ObjectMetadata metadata,
      Precondition precondition)
      throws IOException {
    Upload upload = remote.store().start(key, metadata, Map.of());
    boolean completed = false;
    try {
      List<PartReference> references = new ArrayList<>();
      for (PartPlan.Part part : plan.parts()) {
        int number = references.size() + 1;
        PartInfo info = put(key, upload.id(), number, part, base, file);
        references.add(new PartReference(number, info.etag()));
      }
      ObjectInfo info =
          remote
              .store()
              .complete(new CompleteRequest(key, upload.id(), references, List.of(), precondition));
      completed = true;
      return info;
    } finally {
      if (!completed) {
        abort(key, upload.id());
      }
    }
  }

  private PartInfo put(
      Key key, UploadId id, int number, PartPlan.Part part, Version base, FrozenFile file)
      throws IOException {
    Slice slice = part.slice();
    if (!part.copied()) {
      Content bytes = new ContentBytes(file, slice.position(), slice.length());
      return remote.store().putPart(key, id, number, bytes, Optional.empty());
    }
    try (ObjectReader source = remote.source(base, slice)) {
      return remote.store().putPart(key, id, number, new Content.Stored(source), Optional.empty());
    }
  }

  private void abort(Key key, UploadId id) {
    try {
      remote.store().abort(key, id);
    } catch (IOException e) {
      LOG.warn("an upload is left behind key={} id={}: {}", key, id.value(), e.getMessage());
    }
  }
}
