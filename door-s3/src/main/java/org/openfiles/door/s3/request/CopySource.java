package org.openfiles.door.s3.request;

import org.openfiles.core.Key;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.http.PercentCode;

/// What the header `x-amz-copy-source` names: `bucket/key`, percent-encoded, with or without a
/// slash before it and a `?versionId=` behind it.
public record CopySource(String bucket, Key key) {
  private static final String VERSION = "?versionId=";

  public static CopySource parse(String header) throws S3Exception {
    String text = header.startsWith("/") ? header.substring(1) : header;
    int version = text.lastIndexOf(VERSION);
    if (version >= 0) {
      VersionIds.requireNull(text.substring(version + VERSION.length()));
      text = text.substring(0, version);
    }
    // The whole header may be encoded, so that the first slash stands as %2F.
    String decoded =
        PercentCode.decode(text)
            .orElseThrow(
                () ->
                    S3Exception.argument(
                        "Invalid copy source encoding", "x-amz-copy-source", header));
    if (decoded.startsWith("/") && !header.startsWith("/")) {
      decoded = decoded.substring(1);
    }
    int slash = decoded.indexOf('/');
    if (slash <= 0 || slash == decoded.length() - 1) {
      throw invalid();
    }
    return new CopySource(decoded.substring(0, slash), new Key(decoded.substring(slash + 1)));
  }

  private static S3Exception invalid() {
    return S3Error.INVALID_ARGUMENT.exception(
        "Copy Source must mention the source bucket and key: " + "sourcebucket/sourcekey");
  }
}
