package org.openfiles.door.s3.auth;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.openfiles.http.RequestBody;

/// A body of which nothing is signed.
final class PlainPayload implements Payload {
  private final RequestBody body;

  PlainPayload(RequestBody body) {
    this.body = body;
  }

  @Override
  public OptionalLong length() {
    return body.length();
  }

  @Override
  public @Nullable ByteBuffer next() throws IOException {
    return body.next();
  }
}
