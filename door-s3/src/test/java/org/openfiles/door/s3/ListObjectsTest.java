package org.openfiles.door.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openfiles.http.PercentCode;

class ListObjectsTest extends DoorTest {
  // In UTF-8, U+FF21 comes before U+1F600, and in UTF-16 after it.
  private static final List<String> KEYS =
      List.of("a", "b-c", "b/1", "b/2", "b/d/e", "b0", "c d+e", "\uFF21", "\uD83D\uDE00");

  @BeforeEach
  void put() throws IOException {
    for (String key : KEYS) {
      door.put("/bucket/" + PercentCode.encodePath(key), "x");
    }
  }

  private static List<String> prefixes(Answer answer) {
    return answer.xml().children("CommonPrefixes").stream()
        .map(prefix -> prefix.text("Prefix").orElseThrow())
        .toList();
  }

  private static List<String> keys(Answer answer) {
    return answer.xml().children("Contents").stream()
        .map(object -> object.text("Key").orElseThrow())
        .toList();
  }

  @Test
  void keysAreInTheOrderOfTheirBytes() throws IOException {
    assertThat(keys(door.get("/bucket"))).isEqualTo(KEYS);
    assertThat(keys(door.get("/bucket?list-type=2"))).isEqualTo(KEYS);
  }

  @Test
  void everyObjectIsDescribed() throws IOException {
    Answer answer = door.get("/bucket?max-keys=1");
    assertThat(answer.xml().name()).isEqualTo("ListBucketResult");
    assertThat(answer.xml("Name")).isEqualTo("bucket");
    assertThat(answer.xml("MaxKeys")).isEqualTo("1");
    assertThat(answer.xml("IsTruncated")).isEqualTo("true");
    assertThat(answer.xml("ETag")).isEqualTo("\"9dd4e461268c8034f5c8564e155c67a6\"");
    assertThat(answer.xml("Size")).isEqualTo("1");
    assertThat(answer.xml("StorageClass")).isEqualTo("STANDARD");
    assertThat(answer.xml("LastModified")).hasSize(24);
    assertThat(answer.xml("ID")).isNotEmpty();
  }

  @Test
  void keysAreRolledUpAtADelimiter() throws IOException {
    Answer root = door.get("/bucket?list-type=2&delimiter=/");
    assertThat(keys(root)).doesNotContain("b/1").contains("b-c", "b0");
    assertThat(prefixes(root)).containsExactly("b/");
    assertThat(root.xml("KeyCount")).isEqualTo("7");
    Answer below = door.get("/bucket?list-type=2&delimiter=/&prefix=b/");
    assertThat(keys(below)).containsExactly("b/1", "b/2");
    assertThat(prefixes(below)).containsExactly("b/d/");
    Answer other = door.get("/bucket?list-type=2&delimiter=%20d");
    assertThat(prefixes(other)).containsExactly("c d");
  }

  @ParameterizedTest
  @CsvSource({"1, ''", "2, ''", "3, ''", "1, /", "2, /", "3, /", "1, d", "100, /"})
  void tokensLeadThroughAllPages(int size, String delimiter) throws IOException {
    String query = "/bucket?list-type=2&delimiter=" + delimiter;
    Answer whole = door.get(query);
    List<String> entries = new ArrayList<>();
    String token = "";
    do {
      Answer page =
          door.get(
              query
                  + "&max-keys="
                  + size
                  + (token.isEmpty() ? "" : "&continuation-token=" + token));
      assertThat(page.outcome()).isEqualTo("200");
      List<String> found = new ArrayList<>(keys(page));
      found.addAll(prefixes(page));
      assertThat(found)
          .hasSizeLessThanOrEqualTo(size)
          .hasSize(Integer.parseInt(page.xml("KeyCount")));
      entries.addAll(found);
      token = page.all("NextContinuationToken").stream().findFirst().orElse("");
      assertThat(page.xml("IsTruncated")).isEqualTo("" + !token.isEmpty());
    } while (!token.isEmpty());
    List<String> expected = new ArrayList<>(keys(whole));
    expected.addAll(prefixes(whole));
    assertThat(entries).containsExactlyInAnyOrderElementsOf(expected).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({"1, ''", "2, ''", "1, /", "2, /", "3, d"})
  void markersLeadThroughAllPages(int size, String delimiter) throws IOException {
    String query = "/bucket?encoding-type=url&delimiter=" + delimiter;
    Answer whole = door.get(query);
    List<String> entries = new ArrayList<>();
    String marker = "";
    while (true) {
      Answer page = door.get(query + "&max-keys=" + size + "&marker=" + marker);
      entries.addAll(keys(page));
      entries.addAll(prefixes(page));
      if (page.xml("IsTruncated").equals("false")) {
        assertThat(page.all("NextMarker")).isEmpty();
        break;
      }
      assertThat(page.all("NextMarker")).hasSize(delimiter.isEmpty() ? 0 : 1);
      marker = delimiter.isEmpty() ? keys(page).getLast() : page.xml("NextMarker");
    }
    List<String> expected = new ArrayList<>(keys(whole));
    expected.addAll(prefixes(whole));
    assertThat(entries).containsExactlyInAnyOrderElementsOf(expected).doesNotHaveDuplicates();
  }

  /// FerroS3 takes a marker in both versions; ignoring it would lead a client in circles.
  @Test
  void aMarkerCountsInVersion2Too() throws IOException {
    List<String> all = keys(door.get("/bucket?list-type=2"));
    Answer rest = door.get("/bucket?list-type=2&marker=" + all.getFirst());
    assertThat(keys(rest)).isEqualTo(all.subList(1, all.size()));
    assertThat(rest.xml("Marker")).isEqualTo(all.getFirst());
    assertThat(keys(door.get("/bucket?list-type=2&marker=" + all.getLast() + "&start-after=")))
        .isEqualTo(all);
  }

  @Test
  void aPageOfNoneIsEmptyAndNotTruncated() throws IOException {
    for (String query : List.of("?max-keys=0", "?list-type=2&max-keys=0", "?versions&max-keys=0")) {
      Answer answer = door.get("/bucket" + query);
      assertThat(answer.all("Key")).isEmpty();
      assertThat(answer.xml("IsTruncated")).isEqualTo("false");
      assertThat(answer.xml("MaxKeys")).isEqualTo("0");
    }
  }

  @Test
  void moreThanAThousandAreNotListedAtOnce() throws IOException {
    assertThat(door.get("/bucket?max-keys=1001").xml("MaxKeys")).isEqualTo("1000");
    assertThat(door.get("/bucket").xml("MaxKeys")).isEqualTo("1000");
  }

  @ParameterizedTest
  @CsvSource({
    "max-keys=-1",
    "max-keys=x",
    "max-keys=99999999999",
    "list-type=3",
    "encoding-type=base64",
    "list-type=2&continuation-token=!",
    "list-type=2&continuation-token=YWJj",
    "versions&version-id-marker=null",
    "versions&key-marker=a&version-id-marker=7"
  })
  void aSenselessArgumentIsRefused(String query) throws IOException {
    Answer answer = door.get("/bucket?" + query);
    assertThat(answer.outcome()).isEqualTo("400 InvalidArgument");
    assertThat(answer.xml("ArgumentName")).isNotEmpty();
  }

  @Test
  void startAfterAndOwnersAreToldWhenAskedFor() throws IOException {
    Answer plain = door.get("/bucket?list-type=2&start-after=b/1");
    assertThat(keys(plain)).startsWith("b/2", "b/d/e");
    assertThat(plain.xml("StartAfter")).isEqualTo("b/1");
    assertThat(plain.all("Owner")).isEmpty();
    assertThat(door.get("/bucket?list-type=2&fetch-owner=true").all("Owner")).hasSize(KEYS.size());
    assertThat(keys(door.get("/bucket?list-type=2&start-after=b/&delimiter=/"))).startsWith("b0");
    // Shorter than the delimiter by one: no name that anything is rolled up to.
    assertThat(keys(door.get("/bucket?list-type=2&start-after=b&delimiter=%20%20")))
        .isEqualTo(keys(door.get("/bucket?list-type=2&start-after=b")));
  }

  @Test
  void namesAreEncodedWhenAskedFor() throws IOException {
    Answer answer = door.get("/bucket?list-type=2&encoding-type=url&prefix=c%20&delimiter=%2B");
    assertThat(answer.xml("EncodingType")).isEqualTo("url");
    assertThat(answer.xml("Prefix")).isEqualTo("c%20");
    assertThat(answer.xml("Delimiter")).isEqualTo("%2B");
    assertThat(prefixes(answer)).containsExactly("c%20d%2B");
    assertThat(keys(door.get("/bucket?encoding-type=url&prefix=%EF%BC%A1")))
        .containsExactly("%EF%BC%A1");
  }

  @Test
  void controlCharactersSurviveInAnUnencodedListing() throws IOException {
    door.put("/bucket/%01%0D%0A%09end", "x");
    assertThat(keys(door.get("/bucket?prefix=%01"))).containsExactly("\u0001\r\n\tend");
  }

  @Test
  void everyObjectIsItsOnlyVersion() throws IOException {
    Answer answer = door.get("/bucket?versions&max-keys=2");
    assertThat(answer.xml().name()).isEqualTo("ListVersionsResult");
    assertThat(answer.all("VersionId")).containsExactly("null", "null");
    assertThat(answer.all("IsLatest")).containsExactly("true", "true");
    assertThat(answer.xml("NextKeyMarker")).isEqualTo("b-c");
    assertThat(answer.xml("NextVersionIdMarker")).isEqualTo("null");
    Answer next =
        door.get("/bucket?versions&max-keys=1&key-marker=b-c&version-id-marker=null&delimiter=/");
    assertThat(prefixes(next)).containsExactly("b/");
    assertThat(next.xml("NextKeyMarker")).isEqualTo("b/");
    assertThat(next.all("NextVersionIdMarker")).isEmpty();
    Answer last = door.get("/bucket?versions&key-marker=b/&delimiter=/");
    assertThat(last.all("Key")).startsWith("b0");
    assertThat(last.all("NextKeyMarker")).isEmpty();
  }

  @Test
  void restoresAreAskedAfterInVain() throws IOException {
    String name = "x-amz-optional-object-attributes: ";
    assertThat(door.get("/bucket", name + "RestoreStatus").status()).isEqualTo(200);
    assertThat(door.get("/bucket", name + "Colour").outcome()).isEqualTo("400 InvalidArgument");
  }
}
