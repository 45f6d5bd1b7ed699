package org.openfiles.store.s3;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.openfiles.core.Checksum;
import org.openfiles.core.ChecksumAlgorithm;
import org.openfiles.core.CompleteRequest;
import org.openfiles.core.CompleteRequest.PartReference;
import org.openfiles.core.Content;
import org.openfiles.core.ETag;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.Precondition;
import org.openfiles.core.PreconditionFailedException;
import org.openfiles.core.PutRequest;
import org.openfiles.core.Upload;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/// Whole objects: one request while the content fits a part, an upload in parts otherwise.
final class Writes {
  /// After so many parts they grow, so that content of any length fits the number of them.
  private static final int PARTS_OF_A_SIZE = 500;

  private final Bucket bucket;
  private final Reads reads;
  private final Parts parts;
  private final Uploads uploads;
  private final Conditions conditions;
  private final Features features;

  Writes(Bucket bucket, Reads reads, Uploads uploads, Conditions conditions, Features features) {
    this.bucket = bucket;
    this.reads = reads;
    this.parts = new Parts(bucket);
    this.uploads = uploads;
    this.conditions = conditions;
    this.features = features;
  }

  ObjectInfo put(PutRequest request) throws IOException {
    Buffered content = Buffered.of(request.content());
    int partBytes = partBytes(request.content());
    Buffered.Piece first = content.next(partBytes);
    boolean judged = features.judgesPut(request.key(), request.precondition());
    return first.last()
        ? conditions.run(
            request.key(),
            request.precondition(),
            judged,
            condition -> whole(request, first, condition))
        : inParts(request, first, content, partBytes, judged);
  }

  private int partBytes(Content content) {
    OptionalLong length =
        switch (content) {
          case Content.Arriving arriving -> arriving.length();
          case Content.Stored stored -> OptionalLong.of(stored.reader().slice().length());
        };
    long least = length.orElse(0) / Parts.NUMBER_MAX + 1;
    return Math.toIntExact(Math.max(bucket.options().partBytes(), least));
  }

  private ObjectInfo whole(PutRequest request, Buffered.Piece bytes, Condition condition)
      throws IOException {
    Key key = request.key();
    Checksum md5 = md5(bytes);
    Parts.verify(key, request.md5(), md5);
    List<Checksum> known = checksums(request.content());
    Optional<Checksum> checksum = Checksums.sendable(known);
    Map<String, String> headers = MetadataHeaders.write(request.metadata());
    checksum.ifPresent(sum -> headers.put(Checksums.header(sum), sum.base64()));
    PutObjectRequest put =
        PutObjectRequest.builder()
            .bucket(bucket.name())
            .key(key.value())
            .contentLength((long) bytes.length())
            .contentMD5(request.md5().isPresent() ? md5.base64() : null)
            .ifMatch(condition.ifMatch())
            .ifNoneMatch(condition.ifNoneMatch())
            .overrideConfiguration(override -> headers.forEach(override::putHeader))
            .build();
    return bucket
        .attempts()
        .run(
            Subject.of(key),
            () -> written(request, bytes, bucket.client().putObject(put, Spool.body(bytes))),
            refusal -> alreadyWritten(request, bytes, md5, refusal));
  }

  private static ObjectInfo written(
      PutRequest request, Buffered.Piece bytes, PutObjectResponse answer) {
    return new ObjectInfo(
        request.key(),
        bytes.length(),
        ETags.parse(answer.eTag()),
        Answers.date(answer),
        request.metadata(),
        Checksums.of(answer),
        0);
  }

  /// The object, where a condition fails because an earlier try made it what was wanted.
  private Optional<ObjectInfo> alreadyWritten(
      PutRequest request, Buffered.Piece bytes, Checksum md5, IOException refusal)
      throws IOException {
    if (!(refusal instanceof PreconditionFailedException)) {
      return Optional.empty();
    }
    try {
      ObjectInfo present = reads.head(request.key());
      return Optional.of(present)
          .filter(info -> info.etag().equals(ETags.ofBytes(md5)))
          .filter(info -> info.size() == bytes.length())
          .filter(info -> info.metadata().equals(request.metadata()));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  private ObjectInfo inParts(
      PutRequest request, Buffered.Piece first, Buffered content, int partBytes, boolean judged)
      throws IOException {
    Key key = request.key();
    Upload upload = uploads.start(key, request.metadata());
    try {
      MessageDigest md5 = ETags.md5();
      List<PartReference> sent = new ArrayList<>();
      for (Buffered.Piece piece = first; ; ) {
        md5.update(piece.buffer());
        int number = sent.size() + 1;
        ETag etag =
            parts
                .send(key, upload.id(), number, Spool.body(piece), piece.length(), List.of())
                .etag();
        sent.add(new PartReference(number, etag));
        if (piece.last()) {
          break;
        }
        piece = content.next(size(partBytes, number));
      }
      Checksum sum = Checksum.of(ChecksumAlgorithm.MD5, md5.digest());
      Parts.verify(key, request.md5(), sum);
      return complete(
          new CompleteRequest(key, upload.id(), sent, List.of(), request.precondition()), judged);
    } catch (IOException | RuntimeException e) {
      uploads.abandon(upload, e);
      throw e;
    }
  }

  private int size(int partBytes, int number) {
    return Math.toIntExact((long) partBytes * (1 + number / PARTS_OF_A_SIZE));
  }

  ObjectInfo complete(CompleteRequest request) throws IOException {
    Precondition precondition = request.precondition();
    return complete(request, features.judgesPut(request.key(), precondition));
  }

  private ObjectInfo complete(CompleteRequest request, boolean judged) throws IOException {
    ETag etag =
        conditions.run(
            request.key(),
            request.precondition(),
            judged,
            condition -> uploads.complete(request, condition));
    return uploads.made(request.key(), etag);
  }

  private static Checksum md5(Buffered.Piece bytes) {
    MessageDigest md5 = ETags.md5();
    md5.update(bytes.buffer());
    return Checksum.of(ChecksumAlgorithm.MD5, md5.digest());
  }

  static List<Checksum> checksums(Content content) {
    return content instanceof Content.Arriving arriving ? arriving.checksums() : List.of();
  }
}
