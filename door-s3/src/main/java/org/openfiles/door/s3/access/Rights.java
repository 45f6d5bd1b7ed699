package org.openfiles.door.s3.access;

import org.openfiles.door.s3.request.Operation;

/// What an operation needs: the action that a policy names, and the grant of an access list that
/// allows it, where one does.
///
/// @param action such as `s3:GetObject`
/// @param list whose access list is asked
/// @param permission which grant of it; of no meaning for [List#NONE]
record Rights(String action, List list, Permission permission) {

  /// Whose access list is asked.
  enum List {
    BUCKET,
    OBJECT,
    /// No grant allows it: it is for the bucket's owner, and for those whom a policy names.
    NONE
  }

  static Rights of(Operation operation) {
    return switch (operation) {
      case LIST_OBJECTS, LIST_OBJECTS_V2, HEAD_BUCKET -> bucket("ListBucket", Permission.READ);
      case LIST_OBJECT_VERSIONS -> bucket("ListBucketVersions", Permission.READ);
      case LIST_MULTIPART_UPLOADS -> bucket("ListBucketMultipartUploads", Permission.READ);
      case PUT_OBJECT,
          POST_OBJECT,
          COPY_OBJECT,
          CREATE_MULTIPART_UPLOAD,
          UPLOAD_PART,
          UPLOAD_PART_COPY,
          COMPLETE_MULTIPART_UPLOAD ->
          bucket("PutObject", Permission.WRITE);
      case DELETE_OBJECT, DELETE_OBJECTS -> bucket("DeleteObject", Permission.WRITE);
      case ABORT_MULTIPART_UPLOAD -> bucket("AbortMultipartUpload", Permission.WRITE);
      case LIST_PARTS -> bucket("ListMultipartUploadParts", Permission.WRITE);
      case GET_OBJECT, HEAD_OBJECT -> object("GetObject", Permission.READ);
      case GET_OBJECT_ATTRIBUTES -> object("GetObjectAttributes", Permission.READ);
      case GET_BUCKET_ACL -> bucket("GetBucketAcl", Permission.READ_ACP);
      case PUT_BUCKET_ACL -> bucket("PutBucketAcl", Permission.WRITE_ACP);
      case GET_OBJECT_ACL -> object("GetObjectAcl", Permission.READ_ACP);
      case PUT_OBJECT_ACL -> object("PutObjectAcl", Permission.WRITE_ACP);
      case DELETE_BUCKET_CORS, PUT_BUCKET_CORS -> owner("PutBucketCORS");
      case GET_BUCKET_CORS -> owner("GetBucketCORS");
      case DELETE_BUCKET_TAGGING -> owner("PutBucketTagging");
      case GET_PUBLIC_ACCESS_BLOCK -> owner("GetBucketPublicAccessBlock");
      case PUT_PUBLIC_ACCESS_BLOCK, DELETE_PUBLIC_ACCESS_BLOCK ->
          owner("PutBucketPublicAccessBlock");
      case DELETE_BUCKET_OWNERSHIP_CONTROLS -> owner("PutBucketOwnershipControls");
      default -> owner(operation.apiName());
    };
  }

  private static Rights bucket(String action, Permission permission) {
    return new Rights("s3:" + action, List.BUCKET, permission);
  }

  private static Rights object(String action, Permission permission) {
    return new Rights("s3:" + action, List.OBJECT, permission);
  }

  private static Rights owner(String action) {
    return new Rights("s3:" + action, List.NONE, Permission.FULL_CONTROL);
  }
}
