package org.openfiles.door.s3;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.openfiles.core.Volumes;
import org.openfiles.door.s3.bucket.CreateBucket;
import org.openfiles.door.s3.bucket.DeleteBucket;
import org.openfiles.door.s3.bucket.GetBucketLocation;
import org.openfiles.door.s3.bucket.HeadBucket;
import org.openfiles.door.s3.bucket.ListBuckets;
import org.openfiles.door.s3.form.PostForm;
import org.openfiles.door.s3.list.ListObjectVersions;
import org.openfiles.door.s3.list.ListObjects;
import org.openfiles.door.s3.list.ListObjectsV2;
import org.openfiles.door.s3.multipart.AbortMultipartUpload;
import org.openfiles.door.s3.multipart.CompleteMultipartUpload;
import org.openfiles.door.s3.multipart.CreateMultipartUpload;
import org.openfiles.door.s3.multipart.ListMultipartUploads;
import org.openfiles.door.s3.multipart.ListParts;
import org.openfiles.door.s3.multipart.UploadPart;
import org.openfiles.door.s3.multipart.UploadPartCopy;
import org.openfiles.door.s3.object.CopyObject;
import org.openfiles.door.s3.object.DeleteObject;
import org.openfiles.door.s3.object.DeleteObjects;
import org.openfiles.door.s3.object.GetObject;
import org.openfiles.door.s3.object.GetObjectAttributes;
import org.openfiles.door.s3.object.HeadObject;
import org.openfiles.door.s3.object.PostObject;
import org.openfiles.door.s3.object.PutObject;
import org.openfiles.door.s3.request.Access;
import org.openfiles.door.s3.request.Address.Scope;
import org.openfiles.door.s3.request.Endpoint;
import org.openfiles.door.s3.request.Operation;
import org.openfiles.door.s3.request.SlowAnswer;
import org.openfiles.door.s3.request.SourceObject;
import org.openfiles.door.s3.request.UploadLimit;

/// The operations on buckets and objects that are served: one row each, with all that its requests
/// may say.
final class S3Routes {
  static final Set<String> ACL_HEADERS = Set.of("x-amz-acl", "x-amz-grant-*");
  static final Set<String> CHECKSUM_HEADERS = Set.of("x-amz-checksum-*");
  private static final Set<String> NEW_OBJECT_HEADERS =
      union(
          ACL_HEADERS,
          CHECKSUM_HEADERS,
          Set.of(
              "x-amz-storage-class",
              "x-amz-tagging",
              "x-amz-website-redirect-location",
              "x-amz-object-lock-mode",
              "x-amz-object-lock-retain-until-date",
              "x-amz-object-lock-legal-hold"));
  private static final Set<String> SOURCE_HEADERS =
      Set.of("x-amz-copy-source-if-*", "x-amz-source-expected-bucket-owner");
  private static final String[] READ_PARAMETERS = {
    "versionId",
    "partNumber",
    "response-cache-control",
    "response-content-disposition",
    "response-content-encoding",
    "response-content-language",
    "response-content-type",
    "response-expires"
  };

  private final Volumes volumes;
  private final S3DoorSettings settings;
  private final Access access;
  private final PostForm form;
  private final SourceObject sources;
  private final UploadLimit limit;
  private final SlowAnswer slowly = new SlowAnswer();
  private final List<Route> routes = new ArrayList<>();

  private S3Routes(Volumes volumes, S3DoorSettings settings, Access access, PostForm form) {
    this.form = form;
    this.volumes = volumes;
    this.settings = settings;
    this.access = access;
    sources = new SourceObject(volumes, access);
    limit = new UploadLimit(settings.limits().putBytesMax());
  }

  static List<Route> of(Volumes volumes, S3DoorSettings settings, Access access, PostForm form) {
    S3Routes table = new S3Routes(volumes, settings, access, form);
    table.buckets();
    table.listings();
    table.reads();
    table.writes();
    table.multipart();
    return table.routes;
  }

  private void buckets() {
    String region = settings.region();
    add(
        Route.of(
                Operation.LIST_BUCKETS,
                "GET",
                Scope.SERVICE,
                new ListBuckets(volumes, access, settings.owner(), region))
            .parameters("prefix", "max-buckets", "continuation-token", "bucket-region"));
    add(
        bucket(Operation.CREATE_BUCKET, "PUT", new CreateBucket(volumes, access, region))
            .headers(
                union(
                    ACL_HEADERS,
                    Set.of("x-amz-object-ownership", "x-amz-bucket-object-lock-enabled"))));
    add(bucket(Operation.DELETE_BUCKET, "DELETE", new DeleteBucket(volumes)));
    add(bucket(Operation.HEAD_BUCKET, "HEAD", new HeadBucket(region)));
    add(
        bucket(Operation.GET_BUCKET_LOCATION, "GET", new GetBucketLocation(region))
            .when("location"));
  }

  private void listings() {
    Set<String> headers = Set.of("x-amz-optional-object-attributes");
    add(
        bucket(Operation.LIST_OBJECTS, "GET", new ListObjects(access))
            // The last three are what the redirect of a posted form says of its object.
            .parameters(
                "prefix",
                "delimiter",
                "marker",
                "max-keys",
                "encoding-type",
                "bucket",
                "key",
                "etag")
            .headers(headers));
    add(
        bucket(Operation.LIST_OBJECTS_V2, "GET", new ListObjectsV2(access))
            .when("list-type")
            .parameters(
                "prefix",
                "delimiter",
                "marker",
                "start-after",
                "continuation-token",
                "max-keys",
                "encoding-type",
                "fetch-owner")
            .headers(headers));
    add(
        bucket(Operation.LIST_OBJECT_VERSIONS, "GET", new ListObjectVersions(access))
            .when("versions")
            .parameters(
                "prefix",
                "delimiter",
                "key-marker",
                "version-id-marker",
                "max-keys",
                "encoding-type")
            .headers(headers));
  }

  private void reads() {
    Set<String> headers = Set.of("x-amz-checksum-mode");
    add(
        object(Operation.GET_OBJECT, "GET", new GetObject(access))
            .parameters(READ_PARAMETERS)
            .headers(headers));
    add(
        object(Operation.HEAD_OBJECT, "HEAD", new HeadObject(access))
            .parameters(READ_PARAMETERS)
            .headers(headers));
    add(
        object(Operation.GET_OBJECT_ATTRIBUTES, "GET", new GetObjectAttributes())
            .when("attributes")
            .parameters("versionId")
            .headers(
                Set.of("x-amz-object-attributes", "x-amz-max-parts", "x-amz-part-number-marker")));
  }

  private void writes() {
    PutObject put = new PutObject(access, limit);
    add(object(Operation.PUT_OBJECT, "PUT", put).headers(NEW_OBJECT_HEADERS));
    add(bucket(Operation.POST_OBJECT, "POST", new PostObject(form, put, access)));
    add(
        object(Operation.COPY_OBJECT, "PUT", new CopyObject(access, sources, limit, slowly))
            .whenHeader("x-amz-copy-source")
            .headers(
                union(
                    NEW_OBJECT_HEADERS,
                    SOURCE_HEADERS,
                    Set.of("x-amz-metadata-directive", "x-amz-tagging-directive"))));
    add(
        object(Operation.DELETE_OBJECT, "DELETE", new DeleteObject())
            .parameters("versionId")
            .headers(
                Set.of(
                    "x-amz-bypass-governance-retention",
                    "x-amz-if-match-size",
                    "x-amz-if-match-last-modified-time")));
    add(
        bucket(Operation.DELETE_OBJECTS, "POST", new DeleteObjects(access))
            .when("delete")
            .headers(union(CHECKSUM_HEADERS, Set.of("x-amz-bypass-governance-retention"))));
  }

  private void multipart() {
    add(
        object(
                Operation.CREATE_MULTIPART_UPLOAD,
                "POST",
                new CreateMultipartUpload(access, settings.owner()))
            .when("uploads")
            // s3fs says here already that parts will be copies. What they are copies of is said by
            // UploadPartCopy, and what the object's metadata are by this request.
            .headers(
                union(
                    NEW_OBJECT_HEADERS, Set.of("x-amz-copy-source", "x-amz-metadata-directive"))));
    add(
        object(Operation.UPLOAD_PART, "PUT", new UploadPart(limit))
            .when("uploadId", "partNumber")
            .headers(CHECKSUM_HEADERS));
    add(
        object(Operation.UPLOAD_PART_COPY, "PUT", new UploadPartCopy(sources, limit, slowly))
            .when("uploadId", "partNumber")
            .whenHeader("x-amz-copy-source")
            .headers(union(SOURCE_HEADERS, Set.of("x-amz-copy-source-range"))));
    add(
        object(
                Operation.COMPLETE_MULTIPART_UPLOAD,
                "POST",
                new CompleteMultipartUpload(settings.limits().partBytesMin(), slowly))
            .when("uploadId")
            .headers(union(CHECKSUM_HEADERS, Set.of("x-amz-mp-object-size"))));
    add(
        object(Operation.ABORT_MULTIPART_UPLOAD, "DELETE", new AbortMultipartUpload())
            .when("uploadId")
            .headers(Set.of("x-amz-if-match-initiated-time")));
    add(
        object(Operation.LIST_PARTS, "GET", new ListParts(access))
            .when("uploadId")
            .parameters("max-parts", "part-number-marker", "encoding-type"));
    add(
        bucket(Operation.LIST_MULTIPART_UPLOADS, "GET", new ListMultipartUploads(access))
            .when("uploads")
            .parameters(
                "prefix",
                "delimiter",
                "key-marker",
                "upload-id-marker",
                "max-uploads",
                "encoding-type"));
  }

  private void add(Route route) {
    routes.add(route);
  }

  private static Route bucket(Operation operation, String method, Endpoint endpoint) {
    return Route.of(operation, method, Scope.BUCKET, endpoint);
  }

  private static Route object(Operation operation, String method, Endpoint endpoint) {
    return Route.of(operation, method, Scope.OBJECT, endpoint);
  }

  @SafeVarargs
  static Set<String> union(Set<String>... sets) {
    Set<String> union = new HashSet<>();
    for (Set<String> set : sets) {
      union.addAll(set);
    }
    return Set.copyOf(union);
  }
}
