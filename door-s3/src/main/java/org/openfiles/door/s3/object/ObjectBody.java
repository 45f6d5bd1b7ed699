package org.openfiles.door.s3.object;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.openfiles.core.FileSlice;
import org.openfiles.core.ObjectReader;
import org.openfiles.http.ResponseBody;

/// The bytes of a reader as a body. The body closes the reader.
final class ObjectBody {
  /// Up to here the bytes leave in one write together with the head, which beats sendfile.
  private static final int COPIED_BYTES_MAX = 64 << 10;

  private ObjectBody() {}

  static ResponseBody of(ObjectReader reader) throws IOException {
    long length = reader.slice().length();
    if (length > COPIED_BYTES_MAX) {
      Optional<FileSlice> file = reader.file();
      if (file.isPresent()) {
        reader.close();
        return new ResponseBody.File(
            file.get().channel(), file.get().slice().position(), file.get().slice().length());
      }
    }
    return new ResponseBody.Source(length, new Blocks(reader));
  }

  private record Blocks(ObjectReader reader) implements ResponseBody.BlockReader {
    @Override
    public int read(ByteBuffer target) throws IOException {
      return reader.read(target);
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }
}
