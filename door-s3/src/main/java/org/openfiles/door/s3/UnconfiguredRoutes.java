package org.openfiles.door.s3;

import static org.openfiles.door.s3.bucket.Unconfigured.absent;
import static org.openfiles.door.s3.bucket.Unconfigured.deleted;
import static org.openfiles.door.s3.bucket.Unconfigured.empty;
import static org.openfiles.door.s3.bucket.Unconfigured.notImplemented;
import static org.openfiles.door.s3.bucket.Unconfigured.saying;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.object.ObjectLock;
import org.openfiles.door.s3.request.Address.Scope;
import org.openfiles.door.s3.request.Endpoint;
import org.openfiles.door.s3.request.Operation;

/// The operations of the S3 API that are not served. Reading a configuration answers as a bucket
/// does that has none, since clients ask before they do anything; setting one is refused, so that
/// nobody takes it for set.
final class UnconfiguredRoutes {
  private final List<Route> routes = new ArrayList<>();

  private UnconfiguredRoutes() {}

  static List<Route> all() {
    UnconfiguredRoutes table = new UnconfiguredRoutes();
    table.configurations();
    table.lists();
    table.objects();
    return table.routes;
  }

  private void configurations() {
    read(Operation.GET_BUCKET_VERSIONING, "versioning", empty("VersioningConfiguration"));
    refuse(Operation.PUT_BUCKET_VERSIONING, "PUT", "versioning");
    read(
        Operation.GET_BUCKET_LIFECYCLE,
        "lifecycle",
        absent(S3Error.NO_SUCH_LIFECYCLE_CONFIGURATION));
    refuse(Operation.PUT_BUCKET_LIFECYCLE, "PUT", "lifecycle");
    delete(Operation.DELETE_BUCKET_LIFECYCLE, "lifecycle");
    read(
        Operation.GET_BUCKET_ENCRYPTION,
        "encryption",
        absent(S3Error.SERVER_SIDE_ENCRYPTION_CONFIGURATION_NOT_FOUND));
    refuse(Operation.PUT_BUCKET_ENCRYPTION, "PUT", "encryption");
    delete(Operation.DELETE_BUCKET_ENCRYPTION, "encryption");
    read(Operation.GET_BUCKET_WEBSITE, "website", absent(S3Error.NO_SUCH_WEBSITE_CONFIGURATION));
    refuse(Operation.PUT_BUCKET_WEBSITE, "PUT", "website");
    delete(Operation.DELETE_BUCKET_WEBSITE, "website");
    read(
        Operation.GET_BUCKET_REPLICATION,
        "replication",
        absent(S3Error.REPLICATION_CONFIGURATION_NOT_FOUND));
    refuse(Operation.PUT_BUCKET_REPLICATION, "PUT", "replication");
    delete(Operation.DELETE_BUCKET_REPLICATION, "replication");
    read(Operation.GET_BUCKET_LOGGING, "logging", empty("BucketLoggingStatus"));
    refuse(Operation.PUT_BUCKET_LOGGING, "PUT", "logging");
    read(Operation.GET_BUCKET_NOTIFICATION, "notification", empty("NotificationConfiguration"));
    refuse(Operation.PUT_BUCKET_NOTIFICATION, "PUT", "notification");
    read(
        Operation.GET_BUCKET_REQUEST_PAYMENT,
        "requestPayment",
        saying("RequestPaymentConfiguration", "Payer", "BucketOwner"));
    refuse(Operation.PUT_BUCKET_REQUEST_PAYMENT, "PUT", "requestPayment");
    read(Operation.GET_BUCKET_ACCELERATE, "accelerate", empty("AccelerateConfiguration"));
    refuse(Operation.PUT_BUCKET_ACCELERATE, "PUT", "accelerate");
    read(
        Operation.GET_OBJECT_LOCK_CONFIGURATION,
        "object-lock",
        absent(S3Error.OBJECT_LOCK_CONFIGURATION_NOT_FOUND));
    routes.add(
        Route.of(Operation.PUT_OBJECT_LOCK_CONFIGURATION, "PUT", Scope.BUCKET, ObjectLock.refusal())
            .when("object-lock")
            .headers(S3Routes.CHECKSUM_HEADERS)
            .supported(Route.Support.UNCONFIGURED));
  }

  private void lists() {
    list(Operation.LIST_BUCKET_ANALYTICS, "analytics", "ListBucketAnalyticsConfigurationResult");
    list(Operation.LIST_BUCKET_INVENTORY, "inventory", "ListInventoryConfigurationsResult");
    list(Operation.LIST_BUCKET_METRICS, "metrics", "ListMetricsConfigurationsResult");
    list(
        Operation.LIST_BUCKET_INTELLIGENT_TIERING,
        "intelligent-tiering",
        "ListBucketIntelligentTieringConfigurationsOutput");
  }

  private void objects() {
    unlocked(Operation.GET_OBJECT_RETENTION, "GET", "retention");
    unlocked(Operation.PUT_OBJECT_RETENTION, "PUT", "retention");
    unlocked(Operation.GET_OBJECT_LEGAL_HOLD, "GET", "legal-hold");
    unlocked(Operation.PUT_OBJECT_LEGAL_HOLD, "PUT", "legal-hold");
    refuseObject(Operation.GET_OBJECT_TORRENT, "GET", "torrent");
    refuseObject(Operation.RENAME_OBJECT, "PUT", "renameObject");
    refuseObject(Operation.RESTORE_OBJECT, "POST", "restore");
    refuseObject(Operation.SELECT_OBJECT_CONTENT, "POST", "select");
  }

  private void unlocked(Operation operation, String method, String subresource) {
    routes.add(
        Route.of(operation, method, Scope.OBJECT, ObjectLock.missing())
            .when(subresource)
            .parameters("versionId")
            .headers(
                S3Routes.union(
                    S3Routes.CHECKSUM_HEADERS, Set.of("x-amz-bypass-governance-retention")))
            .supported(Route.Support.UNCONFIGURED));
  }

  private void read(Operation operation, String subresource, Endpoint endpoint) {
    routes.add(
        Route.of(operation, "GET", Scope.BUCKET, endpoint)
            .when(subresource)
            .supported(Route.Support.UNCONFIGURED));
  }

  private void delete(Operation operation, String subresource) {
    routes.add(
        Route.of(operation, "DELETE", Scope.BUCKET, deleted())
            .when(subresource)
            .supported(Route.Support.UNCONFIGURED));
  }

  private void list(Operation operation, String subresource, String root) {
    routes.add(
        Route.of(operation, "GET", Scope.BUCKET, saying(root, "IsTruncated", "false"))
            .when(subresource)
            .parameters("continuation-token")
            .supported(Route.Support.UNCONFIGURED));
  }

  private void refuse(Operation operation, String method, String subresource) {
    refuse(operation, method, Scope.BUCKET, subresource);
  }

  private void refuseObject(Operation operation, String method, String subresource) {
    refuse(operation, method, Scope.OBJECT, subresource);
  }

  private void refuse(Operation operation, String method, Scope scope, String subresource) {
    routes.add(
        Route.of(operation, method, scope, notImplemented())
            .when(subresource)
            .supported(Route.Support.NOT_IMPLEMENTED));
  }
}
