package org.openfiles.door.s3.form;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.openfiles.door.s3.auth.Payload;
import org.openfiles.door.s3.error.S3Error;

/// The file of a form as the payload of an upload, within the lengths that the policy allows. What
/// follows the file in the form is ignored.
final class FormFile implements Payload {
  private final MultipartReader reader;
  private final LengthRange range;
  private long length;
  private boolean ended;

  FormFile(MultipartReader reader, LengthRange range) {
    this.reader = reader;
    this.range = range;
  }

  @Override
  public OptionalLong length() {
    return OptionalLong.empty();
  }

  @Override
  public @Nullable ByteBuffer next() throws IOException {
    if (ended) {
      return null;
    }
    ByteBuffer next = reader.nextBytes();
    if (next == null) {
      ended = true;
      if (length < range.min()) {
        throw S3Error.ENTITY_TOO_SMALL
            .exception()
            .with("ProposedSize", Long.toString(length))
            .with("MinSizeAllowed", Long.toString(range.min()));
      }
      reader.skipRest();
      return null;
    }
    length += next.remaining();
    if (length > range.max()) {
      throw S3Error.ENTITY_TOO_LARGE
          .exception()
          .with("ProposedSize", Long.toString(length))
          .with("MaxSizeAllowed", Long.toString(range.max()));
    }
    return next;
  }
}
