package org.openfiles.door.s3;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A test of uploads in parts, whose least size is 4 bytes here.
abstract class MultipartTest extends DoorTest {

  @Override
  S3DoorSettings settings() {
    return S3DoorSettings.DEFAULT.withLimits(new S3DoorSettings.Limits(1 << 20, 4));
  }

  /// An upload under way, and the parts that it has.
  final class Upload {
    final String target;
    final String id;
    private final List<String> parts = new ArrayList<>();

    Upload(String target, String... headers) throws IOException {
      this.target = target;
      Answer answer = door.post(target + "?uploads", "", headers);
      if (answer.status() != 200) {
        throw new AssertionError(answer.toString());
      }
      id = answer.xml("UploadId");
    }

    Answer put(int number, String bytes, String... headers) throws IOException {
      Answer answer =
          door.put(target + "?partNumber=" + number + "&uploadId=" + id, bytes, headers);
      if (answer.status() == 200) {
        StringBuilder checksum = new StringBuilder();
        for (String name : List.of("CRC32", "SHA256", "CRC64NVME")) {
          String value = answer.header("x-amz-checksum-" + name);
          if (!value.isEmpty()) {
            checksum.append("<Checksum" + name + ">" + value + "</Checksum" + name + ">");
          }
        }
        parts.add(part(number, answer.header("ETag"), checksum.toString()));
      }
      return answer;
    }

    Answer complete(String... headers) throws IOException {
      return complete(String.join("", parts), headers);
    }

    Answer complete(String document, String[] headers) throws IOException {
      return door.post(
          target + "?uploadId=" + id,
          "<CompleteMultipartUpload>" + document + "</CompleteMultipartUpload>",
          headers);
    }

    Answer completeWith(String document) throws IOException {
      return complete(document, new String[0]);
    }
  }

  static String part(int number, String etag, String more) {
    return "<Part><PartNumber>"
        + number
        + "</PartNumber><ETag>"
        + etag
        + "</ETag>"
        + more
        + "</Part>";
  }
}
