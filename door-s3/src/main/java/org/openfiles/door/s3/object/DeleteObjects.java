package org.openfiles.door.s3.object;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Gatherers;
import org.openfiles.core.Key;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.door.s3.request.Access;
import org.openfiles.door.s3.request.Documents;
import org.openfiles.door.s3.request.Endpoint;
import org.openfiles.door.s3.request.Faults;
import org.openfiles.door.s3.request.Operation;
import org.openfiles.door.s3.request.S3Request;
import org.openfiles.door.s3.request.WriteConditions;
import org.openfiles.door.s3.xml.ErrorDocument;
import org.openfiles.door.s3.xml.XmlElement;
import org.openfiles.door.s3.xml.XmlReader;
import org.openfiles.door.s3.xml.XmlWriter;
import org.openfiles.http.Response;

/// DeleteObjects: up to 1,000 deletes, each allowed and answered on its own.
public final class DeleteObjects implements Endpoint {
  private static final int KEYS_MAX = 1000;

  /// A delete waits for the disk most of the time, and disks take many waits at once.
  private static final int AT_A_TIME = 16;

  private final Access access;

  public DeleteObjects(Access access) {
    this.access = access;
  }

  @Override
  public Response answer(S3Request request) throws IOException {
    XmlElement document = XmlReader.read(request.document(), "Delete");
    List<XmlElement> objects = document.children("Object");
    if (objects.isEmpty() || objects.size() > KEYS_MAX) {
      throw S3Error.MALFORMED_XML.exception();
    }
    List<Named> named = new ArrayList<>(objects.size());
    for (XmlElement object : objects) {
      named.add(Named.read(object));
    }
    boolean quiet = document.text("Quiet").orElse("false").equals("true");
    XmlWriter xml = XmlWriter.s3("DeleteResult");
    List<Outcome> outcomes =
        named.stream()
            .gather(Gatherers.mapConcurrent(AT_A_TIME, object -> delete(request, object)))
            .toList();
    for (Outcome outcome : outcomes) {
      outcome.writeTo(xml, quiet);
    }
    return Documents.ok(xml);
  }

  private Outcome delete(S3Request request, Named object) {
    try {
      access.check(request, Operation.DELETE_OBJECT, request.volume(), object.key());
      new Deletion(
              new Key(object.key()),
              object.versionId(),
              WriteConditions.optional(object.etag()),
              object.size(),
              object.lastModified())
          .run(request.store());
      return new Outcome(object, Optional.empty());
    } catch (IOException | RuntimeException e) {
      return new Outcome(object, Optional.of(Faults.told(e, S3Error.Subject.OBJECT, request)));
    }
  }

  /// What became of one object.
  private record Outcome(Named object, Optional<S3Exception> fault) {

    void writeTo(XmlWriter xml, boolean quiet) {
      if (fault.isEmpty() && quiet) {
        return;
      }
      xml.open(fault.isEmpty() ? "Deleted" : "Error");
      object.writeTo(xml);
      fault.ifPresent(known -> ErrorDocument.body(xml, known));
      xml.end();
    }
  }

  /// One object as the document names it.
  private record Named(
      String key,
      Optional<String> versionId,
      Optional<String> etag,
      Optional<String> size,
      Optional<String> lastModified) {

    static Named read(XmlElement object) throws S3Exception {
      return new Named(
          object.requireText("Key"),
          object.text("VersionId").filter(id -> !id.isEmpty()),
          object.text("ETag"),
          object.text("Size"),
          object.text("LastModifiedTime"));
    }

    void writeTo(XmlWriter xml) {
      xml.element("Key", key);
      versionId.ifPresent(id -> xml.element("VersionId", id));
    }
  }
}
