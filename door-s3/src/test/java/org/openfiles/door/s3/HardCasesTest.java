package org.openfiles.door.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openfiles.core.Key;

/// Keys that other servers over plain files lose, alias or leak: each is its own object here. What
/// lies in the folder beside objects is the subject of [HardCasesOnDiskTest], sub-resources and
/// headers that nobody knows are that of [UnderstandingTest].
class HardCasesTest extends DoorTest {
  private static final Pattern LISTED = Pattern.compile("<Key>([^<]*)</Key>");

  /// Two keys that must both live, whichever came first.
  @ParameterizedTest
  @CsvSource({
    "a,a/b",
    "x/y,x",
    "d/,d",
    "e/f/,e/f",
    "p//q,p/q",
    "/w,w",
    "./r,r",
    "s/./t,s/t",
    "s/../u,u",
    "../v,v",
    ".%25,.%25x",
    ".%25%40a,a",
    ".,..",
    "m/,m//",
    "%00,%01"
  })
  void twoKeysAreTwoObjects(String first, String second) throws IOException {
    for (String[] order : new String[][] {{first, second}, {second, first}}) {
      assertThat(door.put("/bucket/" + order[0], "1 " + order[0]).status()).isEqualTo(200);
      assertThat(door.put("/bucket/" + order[1], "2 " + order[1]).status()).isEqualTo(200);
      assertThat(door.get("/bucket/" + order[0]).text()).isEqualTo("1 " + order[0]);
      assertThat(door.get("/bucket/" + order[1]).text()).isEqualTo("2 " + order[1]);
      assertThat(listed()).containsExactlyInAnyOrder(decoded(first), decoded(second));
      assertThat(delete(order[0])).isEqualTo(204);
      assertThat(door.get("/bucket/" + order[0]).status()).isEqualTo(404);
      assertThat(door.get("/bucket/" + order[1]).text()).isEqualTo("2 " + order[1]);
      assertThat(delete(order[1])).isEqualTo(204);
      assertThat(listed()).isEmpty();
    }
  }

  @Test
  void aMarkerKeepsItsData() throws IOException {
    door.put("/bucket/e/", "123");
    assertThat(door.get("/bucket/e/").text()).isEqualTo("123");
    assertThat(door.get("/bucket/e").status()).isEqualTo(404);

    door.put("/bucket/e/", "");
    assertThat(door.get("/bucket/e/").text()).isEmpty();
    assertThat(listed()).containsExactly("e/");
  }

  @ParameterizedTest
  @ValueSource(ints = {254, 255, 256, 511, 1024})
  void aComponentMayBeAsLongAsAKey(int length) throws IOException {
    String key = "k".repeat(length);

    assertThat(door.put("/bucket/" + key, "long").status()).isEqualTo(200);
    assertThat(door.get("/bucket/" + key).text()).isEqualTo("long");
    assertThat(listed()).containsExactly(key);
  }

  @Test
  void aKeyOf1025BytesIsTooLong() throws IOException {
    Answer answer = door.put("/bucket/" + "k".repeat(1025), "x");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("KeyTooLongError");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%FF%FE", "%C0%AF", "%ED%A0%80", "%", "%zz"})
  void whatIsNotUtf8IsNoKey(String key) throws IOException {
    assertThat(door.put("/bucket/" + key, "x").status()).isEqualTo(400);
    assertThat(listed()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {".openfiles", ".openfiles/", ".openfiles/tmp/x", ".openfiles/uploads"})
  void theReservedNameIsRefusedOrAnObjectLikeAnyOther(String key) throws IOException {
    int status = door.put("/bucket/" + key, "x").status();

    assertThat(status).isIn(backend == Backend.FOLDER ? List.of(403) : List.of(200));
    assertThat(listed()).hasSize(status == 200 ? 1 : 0);
  }

  /// Digests and checksums of other bytes than `abc`.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-MD5: rL0Y20xC+Fzt72VPzMSk2A==",
        "x-amz-checksum-crc32: AAAAAA==",
        "x-amz-checksum-crc32c: AAAAAA==",
        "x-amz-checksum-crc64nvme: AAAAAAAAAAA=",
        "x-amz-checksum-sha1: 2jmj7l5rSw0yVb/vlWAYkK/YBwk=",
        "x-amz-checksum-sha256: 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
        "x-amz-content-sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
      })
  void bytesThatAreNotThoseAnnouncedLeaveWhatWasThere(String header) throws IOException {
    door.put("/bucket/k", "before");
    assertThat(door.put("/bucket/k", "abc", header).status()).isEqualTo(400);
    assertThat(door.get("/bucket/k").text()).isEqualTo("before");
  }

  /// The three framings, by a client whose keys nobody asks for: `hello` is stored and not them.
  @ParameterizedTest
  @CsvSource({
    "STREAMING-UNSIGNED-PAYLOAD-TRAILER, '', x-amz-checksum-crc32:NhCmhg==",
    "STREAMING-AWS4-HMAC-SHA256-PAYLOAD, ;chunk-signature=0000, ''",
    "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER, ;chunk-signature=0000,"
        + " x-amz-checksum-crc32:NhCmhg=="
  })
  void chunksAreTakenApartAlsoWhereNobodyIsAskedForKeys(
      String payload, String extension, String trailer) throws IOException {
    String signature = "0".repeat(64);
    String extended = extension.replace("0000", signature);
    String signed = extension.isEmpty() ? "" : "x-amz-trailer-signature:" + signature + "\r\n";
    String end = trailer.isEmpty() ? "" : trailer + "\r\n" + signed;
    Answer put =
        door.put(
            "/bucket/k",
            "5%1$s\r\nhello\r\n0%1$s\r\n%2$s\r\n".formatted(extended, end),
            "x-amz-content-sha256: " + payload,
            "x-amz-decoded-content-length: 5",
            "Content-Encoding: aws-chunked",
            trailer.isEmpty() ? "x-amz-meta-a: b" : "x-amz-trailer: x-amz-checksum-crc32");
    assertThat(put.outcome()).isEqualTo("200");
    Answer get = door.get("/bucket/k");
    assertThat(get.text()).isEqualTo("hello");
    assertThat(get.has("Content-Encoding")).isFalse();
  }

  @Test
  void anEmptyMarkerIsAnObjectWithAnEtagAndNoFileOfTheShorterName() throws IOException {
    door.put("/bucket/d/", "");
    assertThat(door.head("/bucket/d/").header("ETag"))
        .isEqualTo("\"d41d8cd98f00b204e9800998ecf8427e\"");
    assertThat(door.head("/bucket/d").status()).isEqualTo(404);
    assertThat(listed()).containsExactly("d/");
    assertThat(door.get("/bucket?delimiter=/").all("Prefix")).containsExactly("", "d/");
  }

  @Test
  void keysAreListedInTheOrderOfTheirBytes() throws IOException {
    List<String> inOrder =
        List.of("o-b", "o/b", "o0", "\uFF21", "\uD83D\uDE00"); // U+FF21 before U+1F600
    for (String key : inOrder.reversed()) {
      door.put("/bucket/" + encoded(key), "x");
    }

    assertThat(listed()).containsExactlyElementsOf(inOrder);
  }

  @Test
  void aThousandHostileKeysComeBackAndAreListedExactly() throws IOException {
    String[] alphabet = {
      "/",
      "/",
      ".",
      "..",
      "%",
      "%25",
      "a",
      "b",
      "\u0000",
      "\u0001",
      "\n",
      "\r",
      "\u007F",
      " ",
      "+",
      "&",
      "<",
      "\"",
      "'",
      "\\",
      "*",
      "?",
      "\u00E9",
      "e\u0301",
      "\uFFFE",
      "\uD83D\uDE00",
      ".openfiles",
      ".%",
      ".%@",
      ".%+",
      ".%n",
      "~",
      "x".repeat(100),
      "y".repeat(260)
    };
    Random random = new Random(4711);
    TreeMap<Key, String> kept = new TreeMap<>();
    while (kept.size() < 1000) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(1, 12); i > 0; i--) {
        text.append(alphabet[random.nextInt(alphabet.length)]);
      }
      boolean legal =
          encodedLength(text) <= 1024 && !text.toString().matches("(?is)\\.openfiles(/.*)?");
      String value = "v" + kept.size();
      if (legal && kept.putIfAbsent(new Key(text.toString()), value) == null) {
        Key key = new Key(text.toString());
        Answer answer = door.put("/bucket/" + encoded(key.value()), value);
        assertThat(answer.status()).as(key + " " + answer).isEqualTo(200);
      }
    }
    for (var entry : kept.entrySet()) {
      Answer answer = door.get("/bucket/" + encoded(entry.getKey().value()));
      assertThat(answer.text()).as(entry.getKey().value()).isEqualTo(entry.getValue());
    }
    assertThat(listed()).containsExactlyElementsOf(kept.keySet().stream().map(Key::value).toList());
  }

  private int delete(String rawKey) throws IOException {
    return door.send("DELETE", "/bucket/" + rawKey, new byte[0]).status();
  }

  /// Every key, in the order of the listing.
  private List<String> listed() throws IOException {
    List<String> keys = new ArrayList<>();
    String text = door.get("/bucket?list-type=2&encoding-type=url&max-keys=1000").text();
    Matcher matcher = LISTED.matcher(text);
    while (matcher.find()) {
      keys.add(URLDecoder.decode(matcher.group(1), StandardCharsets.UTF_8));
    }
    return keys;
  }

  private static String decoded(String rawKey) {
    return URLDecoder.decode(rawKey, StandardCharsets.UTF_8);
  }

  private static int encodedLength(CharSequence text) {
    return text.toString().getBytes(StandardCharsets.UTF_8).length;
  }

  private static String encoded(String key) {
    StringBuilder text = new StringBuilder();
    for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
      if ((b >= 'a' && b <= 'z') || b == '/' || b == '.') {
        text.append((char) b);
      } else {
        text.append('%').append("%02X".formatted(b & 0xFF));
      }
    }
    return text.toString();
  }
}
