package org.openfiles.door.s3.error;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/// A request that is answered with an [S3Error].
///
/// It is an [IOException] so that content which fails its verification can be thrown through a
/// store.
public final class S3Exception extends IOException {
  private static final long serialVersionUID = 1;

  private final S3Error error;
  private final ArrayList<Detail> details = new ArrayList<>(2);

  /// One more element of the error document, such as `ArgumentName`.
  public record Detail(String name, String value) implements Serializable {}

  public S3Exception(S3Error error, String message) {
    super(message);
    this.error = error;
  }

  public S3Exception(S3Error error, String message, Throwable cause) {
    super(message, cause);
    this.error = error;
  }

  /// An argument that cannot be what it is, as AWS words it.
  public static S3Exception argument(String message, String name, String value) {
    return S3Error.INVALID_ARGUMENT
        .exception(message)
        .with("ArgumentName", name)
        .with("ArgumentValue", value);
  }

  /// Adds an element to the error document.
  public S3Exception with(String name, String value) {
    details.add(new Detail(name, value));
    return this;
  }

  public S3Error error() {
    return error;
  }

  /// The message that goes to the client.
  public String text() {
    String message = getMessage();
    return message == null ? error.message() : message;
  }

  /// The further elements of the error document, in the order they were added.
  public List<Detail> details() {
    return List.copyOf(details);
  }
}
