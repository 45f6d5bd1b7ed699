package org.openfiles.door.s3.access;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.Optional;
import org.openfiles.core.Key;
import org.openfiles.core.Volume;
import org.openfiles.door.s3.request.S3Request;
import org.openfiles.door.s3.request.TagSet;

/// A request in the words of the policy language.
///
/// @param prefix the keys that a listing asks for, where it does
record PolicyRequest(
    S3Request request, String action, Volume volume, String key, Optional<String> prefix) {

  static PolicyRequest of(S3Request request, Rights rights, Volume volume, String key) {
    return new PolicyRequest(
        request, rights.action(), volume, key, request.query().first("prefix"));
  }

  /// A look at one key as a listing of what begins with it.
  static PolicyRequest listing(S3Request request, Volume volume, String key) {
    return new PolicyRequest(request, "s3:ListBucket", volume, "", Optional.of(key));
  }

  String resource() {
    String bucket = "arn:aws:s3:::" + volume.name();
    return key.isEmpty() ? bucket : bucket + "/" + key;
  }

  /// A principal is `*`, a canonical id, an access key, or an ARN that ends with one of these or
  /// with the user's name.
  boolean isOneOf(PolicyStatement.Names principals) {
    boolean listed =
        principals.patterns().stream()
            .anyMatch(
                pattern ->
                    pattern.equals("*")
                        || request
                            .user()
                            .filter(
                                user ->
                                    names(pattern, user.id())
                                        || names(pattern, user.accessKey())
                                        || names(pattern, user.displayName()))
                            .isPresent());
    return principals.inverted() != listed;
  }

  private static boolean names(String pattern, String name) {
    return pattern.equals(name)
        || pattern.endsWith(":user/" + name)
        || (pattern.startsWith("arn:aws:iam::") && pattern.endsWith(":" + name));
  }

  InetAddress source() {
    return request.http().remoteAddress().getAddress();
  }

  /// The value of a condition key; empty when this request has none.
  Optional<String> value(String name) throws IOException {
    int slash = name.indexOf('/');
    if (slash > 0) {
      return Optional.ofNullable(tags(name.substring(0, slash)).get(name.substring(slash + 1)));
    }
    return switch (name) {
      case "aws:SecureTransport" -> Optional.of(Boolean.toString(request.http().secure()));
      case "aws:SourceIp" -> Optional.of(source().getHostAddress());
      case "aws:Referer" -> request.header("referer");
      case "aws:UserAgent" -> request.header("user-agent");
      case "aws:username" -> request.user().map(user -> user.displayName());
      case "s3:prefix" -> prefix;
      case "s3:delimiter" -> request.query().first("delimiter");
      case "s3:max-keys" -> request.query().first("max-keys");
      default -> request.header(name.substring("s3:".length()));
    };
  }

  private Map<String, String> tags(String name) throws IOException {
    if (name.equals("s3:RequestObjectTag")) {
      Optional<String> header = request.header("x-amz-tagging");
      return header.isPresent() ? TagSet.parseHeader(header.get()) : Map.of();
    }
    if (key.isEmpty()) {
      return Map.of();
    }
    try {
      return volume.objects().head(new Key(key)).metadata().tags();
    } catch (NoSuchFileException _) {
      return Map.of();
    }
  }
}
