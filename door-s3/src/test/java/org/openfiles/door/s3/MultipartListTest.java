package org.openfiles.door.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MultipartListTest extends MultipartTest {

  @Test
  void partsAreListedInPages() throws IOException {
    Upload upload = new Upload("/bucket/k", "x-amz-storage-class: STANDARD_IA");
    for (int number : new int[] {3, 1, 20}) {
      upload.put(number, "part");
    }
    String query = "/bucket/k?uploadId=" + upload.id;
    Answer first = door.get(query + "&max-parts=2");
    assertThat(first.xml().name()).isEqualTo("ListPartsResult");
    assertThat(first.xml("Key")).isEqualTo("k");
    assertThat(first.xml("UploadId")).isEqualTo(upload.id);
    assertThat(first.xml("StorageClass")).isEqualTo("STANDARD_IA");
    assertThat(first.all("PartNumber")).containsExactly("1", "3");
    assertThat(first.all("Size")).containsExactly("4", "4");
    assertThat(first.xml("IsTruncated")).isEqualTo("true");
    assertThat(first.xml("NextPartNumberMarker")).isEqualTo("3");
    Answer second = door.get(query + "&part-number-marker=3");
    assertThat(second.all("PartNumber")).containsExactly("20");
    assertThat(second.xml("IsTruncated")).isEqualTo("false");
    assertThat(door.get(query + "&max-parts=0").all("Part")).isEmpty();
    assertThat(door.get(query + "&max-parts=x").outcome()).isEqualTo("400 InvalidArgument");
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3", "1000"})
  void uploadsAreListedInPages(int size) throws IOException {
    List<String> expected = new ArrayList<>();
    for (String key : List.of("a", "b", "b", "b", "c/1", "c/2")) {
      expected.add(key + " " + new Upload("/bucket/" + key).id);
    }
    List<String> found = new ArrayList<>();
    String markers = "";
    while (true) {
      Answer page = door.get("/bucket?uploads&max-uploads=" + size + markers);
      for (var upload : page.xml().children("Upload")) {
        found.add(upload.text("Key").orElseThrow() + " " + upload.text("UploadId").orElseThrow());
      }
      if (page.xml("IsTruncated").equals("false")) {
        break;
      }
      markers =
          "&key-marker="
              + page.xml("NextKeyMarker")
              + "&upload-id-marker="
              + page.xml("NextUploadIdMarker");
    }
    // Uploads of one key are in the order of their start, which may be the same instant.
    assertThat(found).containsExactlyInAnyOrderElementsOf(expected).doesNotHaveDuplicates();
    assertThat(found.stream().map(line -> line.substring(0, line.indexOf(' '))))
        .containsExactly("a", "b", "b", "b", "c/1", "c/2");
  }

  @Test
  void uploadsAreRolledUpAtADelimiter() throws IOException {
    for (String key : List.of("a", "c/1", "c/2", "d%20e/x")) {
      new Upload("/bucket/" + key);
    }
    Answer all = door.get("/bucket?uploads&delimiter=/&encoding-type=url");
    assertThat(all.xml().children("Upload")).hasSize(1);
    assertThat(all.xml().children("CommonPrefixes")).hasSize(2);
    assertThat(all.all("Prefix")).contains("c/", "d%20e/");
    Answer first = door.get("/bucket?uploads&delimiter=/&max-uploads=2");
    assertThat(first.xml("IsTruncated")).isEqualTo("true");
    assertThat(first.xml("NextKeyMarker")).isEqualTo("c/");
    Answer second = door.get("/bucket?uploads&delimiter=/&key-marker=c/");
    assertThat(second.xml().children("CommonPrefixes")).hasSize(1);
    assertThat(door.get("/bucket?uploads&prefix=c/").all("Key")).containsExactly("c/1", "c/2");
  }
}
