package org.openfiles.folder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.openfiles.core.Checksum;
import org.openfiles.core.ChecksumAlgorithm;
import org.openfiles.core.ETag;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.PartInfo;
import org.openfiles.core.Upload;
import org.openfiles.core.UploadId;

/// The documents are what is written, read again, and as `docs/folder-format.md` says.
final class FolderFormatTest {
  private static final Checksum CHECKSUM =
      new Checksum(ChecksumAlgorithm.CRC32, "AAAAAA==", Checksum.Scope.COMPOSITE);
  private static final Map<String, String> HARD =
      Map.of("headers", "", "user", "\"\\\n\0 \u2028 \ud83d\ude00");

  private static Document document() {
    Facts facts =
        new Facts(
            new Identity(Long.MAX_VALUE, -1, 3, 4),
            new ETag("0cc175b9c0f1b6a831c399e269772661-2"),
            List.of(CHECKSUM, CHECKSUM),
            2,
            List.of(
                new PartInfo(
                    7,
                    5,
                    new ETag("x"),
                    Instant.parse("2026-11-21T10:11:12.123456789Z"),
                    List.of()),
                new PartInfo(9, 0, new ETag("y"), Instant.EPOCH, List.of(CHECKSUM))),
            Optional.of(new UploadId("id")));
    return new Document(new ObjectMetadata(HARD, HARD, HARD, HARD), Optional.of(facts));
  }

  private static Upload upload() {
    return new Upload(
        new UploadId("id"),
        new Key("\ud83d\ude00"),
        Instant.parse("2026-11-21T10:11:12.123456789Z"),
        document().metadata(),
        HARD);
  }

  @Test
  void documentIsReadAsItWasWritten() throws IOException {
    assertThat(DocumentReader.read(DocumentWriter.write(document()))).contains(document());
    assertThat(DocumentReader.read(DocumentWriter.write(Document.NONE))).contains(Document.NONE);
    assertThat(DocumentReader.read(DocumentWriter.SPILLED)).isEmpty();
    assertThat(UploadDocument.read(upload().id(), UploadDocument.write(upload())))
        .isEqualTo(upload());
  }

  @Test
  void everyPropertyIsExplained() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "folder-format.md"));
    String written =
        new String(DocumentWriter.write(document(), Optional.of(new Key("k"))), UTF_8)
            + new String(UploadDocument.write(upload()), UTF_8)
            + new String(DocumentWriter.SPILLED, UTF_8);

    List<String> names =
        Pattern.compile("\"(\\w+)\":")
            .matcher(written)
            .results()
            .map(match -> match.group(1))
            .toList();

    assertThat(names).contains("etag", "size", "spilled", "started", "attributes");
    for (String name : names) {
      assertThat(page).contains("`" + name + "`");
    }
  }
}
