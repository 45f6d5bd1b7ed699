package org.openfiles.door.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.openfiles.door.s3.access.AccessListOperations;
import org.openfiles.door.s3.access.AccessRules;
import org.openfiles.door.s3.access.OwnershipOperations;
import org.openfiles.door.s3.access.PolicyOperations;
import org.openfiles.door.s3.access.PublicAccessOperations;
import org.openfiles.door.s3.cors.Cors;
import org.openfiles.door.s3.request.Address.Scope;
import org.openfiles.door.s3.request.Endpoint;
import org.openfiles.door.s3.request.Operation;
import org.openfiles.door.s3.tagging.BucketTagging;
import org.openfiles.door.s3.tagging.ObjectTagging;

/// The operations on what is kept with a bucket or an object beside bytes: who may do what, which
/// pages of other origins may, and tags.
final class ConfigurationRoutes {
  private static final Set<String> BODY = Set.of("x-amz-checksum-*");

  private final List<Route> routes = new ArrayList<>();

  private ConfigurationRoutes() {}

  static List<Route> of(AccessRules rules) {
    ConfigurationRoutes table = new ConfigurationRoutes();
    table.accessLists(new AccessListOperations(rules));
    table.ownership(new OwnershipOperations(rules));
    table.publicAccess(new PublicAccessOperations(rules));
    table.policy(new PolicyOperations(rules));
    table.cors();
    table.tagging();
    return table.routes;
  }

  private void accessLists(AccessListOperations lists) {
    Set<String> headers = S3Routes.union(S3Routes.ACL_HEADERS, BODY);
    bucket(Operation.GET_BUCKET_ACL, "GET", "acl", lists::getBucketAcl);
    routes.add(
        Route.of(Operation.PUT_BUCKET_ACL, "PUT", Scope.BUCKET, lists::putBucketAcl)
            .when("acl")
            .headers(headers));
    object(Operation.GET_OBJECT_ACL, "GET", "acl", lists::getObjectAcl);
    routes.add(
        Route.of(Operation.PUT_OBJECT_ACL, "PUT", Scope.OBJECT, lists::putObjectAcl)
            .when("acl")
            .parameters("versionId")
            .headers(headers));
  }

  private void ownership(OwnershipOperations ownership) {
    String name = "ownershipControls";
    bucket(Operation.GET_BUCKET_OWNERSHIP_CONTROLS, "GET", name, ownership::get);
    bucket(Operation.PUT_BUCKET_OWNERSHIP_CONTROLS, "PUT", name, ownership::put);
    bucket(Operation.DELETE_BUCKET_OWNERSHIP_CONTROLS, "DELETE", name, ownership::delete);
  }

  private void publicAccess(PublicAccessOperations block) {
    String name = "publicAccessBlock";
    bucket(Operation.GET_PUBLIC_ACCESS_BLOCK, "GET", name, block::get);
    bucket(Operation.PUT_PUBLIC_ACCESS_BLOCK, "PUT", name, block::put);
    bucket(Operation.DELETE_PUBLIC_ACCESS_BLOCK, "DELETE", name, block::delete);
  }

  private void policy(PolicyOperations policy) {
    bucket(Operation.GET_BUCKET_POLICY, "GET", "policy", policy::get);
    routes.add(
        Route.of(Operation.PUT_BUCKET_POLICY, "PUT", Scope.BUCKET, policy::put)
            .when("policy")
            .headers(S3Routes.union(BODY, Set.of("x-amz-confirm-remove-self-bucket-access"))));
    bucket(Operation.DELETE_BUCKET_POLICY, "DELETE", "policy", policy::delete);
    bucket(Operation.GET_BUCKET_POLICY_STATUS, "GET", "policyStatus", policy::status);
  }

  private void cors() {
    bucket(Operation.GET_BUCKET_CORS, "GET", "cors", Cors::get);
    bucket(Operation.PUT_BUCKET_CORS, "PUT", "cors", Cors::put);
    bucket(Operation.DELETE_BUCKET_CORS, "DELETE", "cors", Cors::delete);
  }

  private void tagging() {
    bucket(Operation.GET_BUCKET_TAGGING, "GET", "tagging", BucketTagging::get);
    bucket(Operation.PUT_BUCKET_TAGGING, "PUT", "tagging", BucketTagging::put);
    bucket(Operation.DELETE_BUCKET_TAGGING, "DELETE", "tagging", BucketTagging::delete);
    object(Operation.GET_OBJECT_TAGGING, "GET", "tagging", ObjectTagging::get);
    object(Operation.PUT_OBJECT_TAGGING, "PUT", "tagging", ObjectTagging::put);
    object(Operation.DELETE_OBJECT_TAGGING, "DELETE", "tagging", ObjectTagging::delete);
  }

  private void bucket(Operation operation, String method, String name, Endpoint endpoint) {
    routes.add(Route.of(operation, method, Scope.BUCKET, endpoint).when(name).headers(BODY));
  }

  private void object(Operation operation, String method, String name, Endpoint endpoint) {
    routes.add(
        Route.of(operation, method, Scope.OBJECT, endpoint)
            .when(name)
            .parameters("versionId")
            .headers(BODY));
  }
}
