package org.openfiles.door.s3.form;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openfiles.door.s3.auth.FormAuthentication;
import org.openfiles.door.s3.auth.Payload;
import org.openfiles.door.s3.auth.User;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.door.s3.xml.XmlElement;
import org.openfiles.door.s3.xml.XmlReader;
import org.openfiles.http.Headers;

/// Reads the form of a POST object request up to its file, and refuses one that is not signed right
/// or that its policy does not allow.
public final class PostForm {
  private static final Set<String> HEADER_FIELDS =
      Set.of(
          "cache-control",
          "content-disposition",
          "content-encoding",
          "content-language",
          "content-md5",
          "content-type",
          "expires");

  /// Fields of the form itself that begin like headers.
  private static final Set<String> FORM_FIELDS =
      Set.of(
          "x-amz-algorithm",
          "x-amz-credential",
          "x-amz-date",
          "x-amz-signature",
          "x-amz-security-token");

  private final FormAuthentication authentication;
  private final InstantSource clock;

  public PostForm(FormAuthentication authentication, InstantSource clock) {
    this.authentication = authentication;
    this.clock = clock;
  }

  /// Reads the fields. The file is read, and its length verified, by whoever reads the payload.
  ///
  /// @param contentType the header `Content-Type`, which has the boundary
  /// @param bucket the bucket that is posted to, whatever a field of that name says
  public PostedObject read(String contentType, Payload payload, String bucket) throws IOException {
    MultipartReader reader = new MultipartReader(payload, Boundary.of(contentType));
    Map<String, String> fields = new HashMap<>(FormFields.read(reader).values());
    Optional<User> user = authentication.authenticate(fields);
    String key = fields.getOrDefault("key", "");
    if (key.isEmpty()) {
      throw S3Exception.argument(
          "Bucket POST must contain a field named 'key'.  If it is specified, please check the"
              + " order of the fields.",
          "key",
          "");
    }
    LengthRange length = LengthRange.ANY;
    String policyField = fields.get("policy");
    if (policyField != null) {
      PostPolicy policy = PolicyReader.read(policyField);
      Map<String, String> checked = new HashMap<>(fields);
      checked.put("bucket", bucket);
      policy.require(checked, clock.instant());
      length = policy.length();
    }
    return new PostedObject(
        user, key, headers(fields), new FormFile(reader, length), SuccessAction.of(fields));
  }

  private static Headers headers(Map<String, String> fields) throws S3Exception {
    Headers.Builder headers = Headers.builder();
    for (Map.Entry<String, String> field : fields.entrySet()) {
      String name = field.getKey();
      if (HEADER_FIELDS.contains(name)
          || (name.startsWith("x-amz-") && !FORM_FIELDS.contains(name))) {
        add(headers, name, field.getValue());
      }
    }
    if (fields.containsKey("acl")) {
      add(headers, "x-amz-acl", fields.getOrDefault("acl", ""));
    }
    if (fields.containsKey("tagging")) {
      add(headers, "x-amz-tagging", tags(fields.getOrDefault("tagging", "")));
    }
    return headers.build();
  }

  private static void add(Headers.Builder headers, String name, String value) throws S3Exception {
    try {
      headers.set(name, value);
    } catch (IllegalArgumentException e) {
      throw new S3Exception(
          S3Error.INVALID_ARGUMENT, "A field of the form cannot be a header: " + name, e);
    }
  }

  /// The document of a tag set, in the form of the header.
  private static String tags(String document) throws S3Exception {
    XmlElement root = XmlReader.read(document.getBytes(StandardCharsets.UTF_8), "Tagging");
    List<String> pairs = new ArrayList<>();
    for (XmlElement set : root.children("TagSet")) {
      for (XmlElement tag : set.children("Tag")) {
        pairs.add(encode(tag.requireText("Key")) + "=" + encode(tag.requireText("Value")));
      }
    }
    return String.join("&", pairs);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
