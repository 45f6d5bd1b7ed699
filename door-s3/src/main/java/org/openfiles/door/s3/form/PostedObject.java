package org.openfiles.door.s3.form;

import java.util.Optional;
import org.openfiles.door.s3.auth.Payload;
import org.openfiles.door.s3.auth.User;
import org.openfiles.http.Headers;

/// An upload by a form that its policy allows.
///
/// @param user who signed the policy; empty when nobody did
/// @param headers what PutObject would have as headers: the fields `content-type`, `x-amz-meta-*`,
///   `x-amz-checksum-*` and the like, `acl` as `x-amz-acl` and `tagging` as `x-amz-tagging`
/// @param payload the file; its length is known and verified at its end only
public record PostedObject(
    Optional<User> user, String key, Headers headers, Payload payload, SuccessAction success) {}
