package org.openfiles.door.s3.form;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.door.s3.form.MultipartReader.PartHead;

/// The fields that precede the file of a form.
///
/// @param values by their names in lower case, `${filename}` replaced
record FormFields(Map<String, String> values) {
  /// What S3 allows all fields before the file to have together.
  private static final int BYTES_MAX = 20 << 10;

  private static final int FIELDS_MAX = 1000;

  /// Reads up to the file, whose bytes come next.
  static FormFields read(MultipartReader reader) throws IOException {
    Map<String, String> values = new TreeMap<>();
    int bytes = 0;
    for (int count = 0; ; count++) {
      PartHead head = reader.nextPart();
      if (head == null) {
        throw S3Exception.argument(
            "POST requires exactly one file upload per request.", "file", "0");
      }
      String name = head.name().toLowerCase(Locale.ROOT);
      if (name.equals("file")) {
        String fileName = baseName(head.fileName().orElse(""));
        values.replaceAll((_, value) -> value.replace("${filename}", fileName));
        return new FormFields(values);
      }
      byte[] value = reader.readPart(BYTES_MAX);
      bytes += name.length() + value.length;
      if (bytes > BYTES_MAX || count == FIELDS_MAX) {
        throw S3Error.MAX_POST_PRE_DATA_LENGTH_EXCEEDED.exception();
      }
      if (values.put(name, decode(value)) != null && !name.startsWith("x-ignore-")) {
        // Two of a name: nobody could say which of them a policy allows.
        throw S3Exception.argument("The form contains this field more than once.", name, "");
      }
    }
  }

  /// What a browser names the file, without the directories that some put before it.
  private static String baseName(String fileName) {
    return fileName.substring(1 + Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')));
  }

  private static String decode(byte[] value) throws S3Exception {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(value))
          .toString();
    } catch (CharacterCodingException e) {
      throw new S3Exception(
          S3Error.MALFORMED_POST_REQUEST, S3Error.MALFORMED_POST_REQUEST.message(), e);
    }
  }
}
