package org.openfiles.door.s3;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.openfiles.door.s3.request.Operation;

/// The text of `docs/s3-compatibility.md`: a row for every operation, with the tests that show it.
final class CompatibilityDocument {
  private static final String HEAD =
      """
      # S3 compatibility

      Made by `CompatibilityTableTest` out of the table that the S3 door routes by; do not edit it by
      hand: `-Dcompatibility.write` has the test write it.

      - **yes**: as the S3 API reference states it, for buckets without versioning.
      - **unconfigured**: answered as S3 answers on a bucket where nothing of the kind was ever configured.
      - **no**: answered with the error `NotImplemented` (501), and nothing is changed.

      | Operation | Request | Served | Further parameters and headers | Notes | Shown by |
      |---|---|---|---|---|---|
      """;

  private static final String TAIL =
      """

      ## What holds for every operation

      | Subject | Behaviour | Shown by |
      |---|---|---|
      | Addressing | Path style, and virtual-hosted below every configured domain. A key is percent-decoded once and never normalized: `a//b`, `./a`, `a/../b` and `%2e` are keys of their own. | `AddressingTest` |
      | Unknown query parameters and `x-amz-*` headers | `NotImplemented`, with the name in the message: a request is never executed as something simpler than it asks for. | `UnderstandingTest` |
      | Encryption headers (`x-amz-server-side-encryption*`) | `NotImplemented`; nothing is ever stored plain that was to be encrypted. | `UnderstandingTest` |
      | Object Lock headers | `InvalidRequest`, as on every bucket made without Object Lock; making one with it is `NotImplemented`. | `PutObjectTest`, `BucketTest` |
      | Headers in the query of presigned URLs (`x-amz-acl=...`) | They count as headers. | `UnderstandingTest` |
      | `x-amz-expected-bucket-owner`, `x-amz-source-expected-bucket-owner` | Compared with the owner's id. | `UnderstandingTest` |
      | `versionId` | `null` is the version that every object has. | `GetObjectTest`, `DeleteObjectTest` |
      | Storage classes | Kept and told; they move no bytes. | `PutObjectTest` |
      | `Content-Type` of a file that no client uploaded | Guessed from its name; `binary/octet-stream` for uploads without one. | `ContentTypesTest` |
      | Checksums | CRC32, CRC32C, CRC64NVME, SHA1, SHA256, SHA512, MD5, XXHASH64, XXHASH3 and XXHASH128, verified, kept and returned. One that nobody sends is not computed (S3 adds CRC64NVME). | `PutObjectTest`, `MultipartChecksumTest` |
      | Long copies and completions | Answered 200 after ten seconds and kept alive with white space; the document may turn out to be an error. | `SlowAnswerTest` |
      | `If-None-Match` on writes | `*` alone, as with S3. | `PutObjectTest` |
      | `x-amz-if-match-size`, `x-amz-if-match-last-modified-time` on DeleteObject | Honoured, although S3 has them for directory buckets only. | `DeleteObjectTest` |

      ## Beside S3

      | Path | Answer | Shown by |
      |---|---|---|
      | `GET /healthz` | `ok`; where there is a bucket of that name, the bucket | `SystemEndpointsTest` |
      | `GET /metrics` | Prometheus metrics; where there is a bucket of that name, the bucket | `SystemEndpointsTest` |
      | `POST /_admin/presign?bucket=&key=&method=&expires=` | A presigned URL, for whoever sends credentials | `AdminPresignTest` |
      """;

  private static final Map<Operation, String> NOTES = notes();

  private CompatibilityDocument() {}

  static String of(List<Route> routes) {
    StringBuilder text = new StringBuilder(HEAD);
    TreeSet<Row> rows =
        new TreeSet<>(Comparator.comparing(Row::operation).thenComparing(Row::request));
    routes.forEach(route -> rows.add(row(route)));
    rows.add(
        new Row(
            Operation.PREFLIGHT.apiName(),
            "`OPTIONS /bucket/key`",
            "yes",
            "",
            "",
            tests(Operation.PREFLIGHT)));
    rows.forEach(row -> text.append(row.line()));
    return text.append(TAIL).toString();
  }

  private record Row(
      String operation, String request, String served, String names, String notes, String tests) {
    String line() {
      return String.join(" | ", "| " + operation, request, served, names, notes, tests) + " |\n";
    }
  }

  private static Row row(Route route) {
    String served =
        switch (route.support()) {
          case COMPLETE -> "yes";
          case UNCONFIGURED -> "unconfigured";
          case NOT_IMPLEMENTED -> "no";
        };
    return new Row(
        route.operation().apiName(),
        "`" + request(route) + "`",
        served,
        names(route),
        NOTES.getOrDefault(route.operation(), ""),
        route.support() == Route.Support.COMPLETE
            ? tests(route.operation())
            : "`BucketTest`, `UnderstandingTest`");
  }

  private static String names(Route route) {
    TreeSet<String> names = new TreeSet<>(route.parameters());
    names.addAll(route.headers());
    return names.isEmpty() ? "" : "`" + String.join("`, `", names) + "`";
  }

  private static String request(Route route) {
    String path =
        switch (route.scope()) {
          case SERVICE -> "/";
          case BUCKET -> "/bucket";
          case OBJECT -> "/bucket/key";
        };
    String query = String.join("&", new TreeSet<>(route.subresources()));
    return route.method()
        + " "
        + path
        + (query.isEmpty() ? "" : "?" + query)
        + (route.selector().isEmpty() ? "" : "` with `" + route.selector());
  }

  private static String tests(Operation operation) {
    StringBuilder names = new StringBuilder();
    for (Class<?> test : testsOf(operation)) {
      names.append(names.isEmpty() ? "`" : ", `").append(test.getSimpleName()).append('`');
    }
    return names.toString();
  }

  private static List<Class<?>> testsOf(Operation operation) {
    return switch (operation) {
      case LIST_BUCKETS, CREATE_BUCKET ->
          List.of(BucketTest.class, OwnershipTest.class, RegionTest.class);
      case DELETE_BUCKET -> List.of(BucketTest.class);
      case HEAD_BUCKET, GET_BUCKET_LOCATION -> List.of(BucketTest.class, RegionTest.class);
      case LIST_OBJECTS, LIST_OBJECTS_V2, LIST_OBJECT_VERSIONS -> List.of(ListObjectsTest.class);
      case LIST_MULTIPART_UPLOADS, LIST_PARTS -> List.of(MultipartListTest.class);
      case DELETE_OBJECTS -> List.of(DeleteObjectsTest.class, OwnershipTest.class);
      case DELETE_OBJECT -> List.of(DeleteObjectTest.class);
      case POST_OBJECT -> List.of(PostObjectTest.class);
      case PUT_OBJECT -> List.of(PutObjectTest.class, UploadLimitTest.class);
      case GET_OBJECT, HEAD_OBJECT -> List.of(GetObjectTest.class, MultipartUploadTest.class);
      case COPY_OBJECT -> List.of(CopyObjectTest.class, OwnershipTest.class);
      case GET_OBJECT_ATTRIBUTES ->
          List.of(GetObjectAttributesTest.class, MultipartChecksumTest.class);
      case CREATE_MULTIPART_UPLOAD, UPLOAD_PART, COMPLETE_MULTIPART_UPLOAD ->
          List.of(MultipartUploadTest.class, MultipartChecksumTest.class);
      case ABORT_MULTIPART_UPLOAD -> List.of(MultipartUploadTest.class);
      case UPLOAD_PART_COPY -> List.of(UploadPartCopyTest.class);
      default -> List.of(ConfigurationTest.class);
    };
  }

  private static Map<Operation, String> notes() {
    Map<Operation, String> notes = new EnumMap<>(Operation.class);
    notes.put(
        Operation.CREATE_BUCKET,
        "With tags and object ownership; making one's own bucket again succeeds in us-east-1");
    notes.put(Operation.LIST_BUCKETS, "One's own, and folders that no user made");
    notes.put(
        Operation.LIST_OBJECT_VERSIONS, "Every object is the latest and only version, `null`");
    notes.put(Operation.GET_OBJECT, "One range, as with S3; parts; `response-*` overrides");
    notes.put(Operation.DELETE_OBJECTS, "A digest is verified, and not demanded");
    notes.put(
        Operation.UPLOAD_PART_COPY, "A range outside the source is `InvalidArgument`, as with S3");
    notes.put(
        Operation.COMPLETE_MULTIPART_UPLOAD,
        "Completing again what was completed so answers the same");
    notes.put(Operation.GET_BUCKET_VERSIONING, "Never enabled");
    return notes;
  }
}
