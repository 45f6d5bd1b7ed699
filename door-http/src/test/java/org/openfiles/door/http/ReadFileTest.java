package org.openfiles.door.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openfiles.core.Inode;
import org.openfiles.door.http.TestDoor.Answer;

class ReadFileTest {
  private TestDoor door;

  @BeforeEach
  void open() throws Exception {
    door = TestDoor.open();
    door.file("/f", "0123456789");
  }

  @AfterEach
  void close() {
    door.close();
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-3, 206, 0123, bytes 0-3/10",
    "bytes=7-, 206, 789, bytes 7-9/10",
    "bytes=-2, 206, 89, bytes 8-9/10",
    "bytes=-20, 206, 0123456789, bytes 0-9/10",
    "bytes=4-100, 206, 456789, bytes 4-9/10",
    "'bytes=1-2,5-6', 200, 0123456789, ''",
    "lines=1-2, 200, 0123456789, ''"
  })
  void rangesAreHttps(String range, int status, String text, String contentRange) throws Exception {
    Answer answer = door.get("/v1/read/f", "Range", range);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.text()).isEqualTo(text);
    assertThat(answer.header("Content-Range")).isEqualTo(contentRange);
    assertThat(answer.header("Content-Length")).isEqualTo(String.valueOf(text.length()));
  }

  @Test
  void rangePastTheEndIsAProblemThatTellsTheSize() throws Exception {
    for (String range : new String[] {"bytes=10-", "bytes=10-12", "bytes=-0"}) {
      Answer answer = door.get("/v1/read/f", "Range", range);
      assertThat(answer.status()).isEqualTo(416);
      assertThat(answer.header("Content-Range")).isEqualTo("bytes */10");
      assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "offset=4, 456789",
    "len=3, 012",
    "offset=4&len=2, 45",
    "offset=8&len=100, 89",
    "offset=10, ''",
    "offset=100&len=1, ''",
    "len=0, ''"
  })
  void offsetAndLengthAreThoseOfPread(String query, String text) throws Exception {
    Answer answer = door.get("/v1/read/f?" + query);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo(text);
  }

  @Test
  void onlyOneWayOfAskingForAPart() throws Exception {
    assertThat(door.get("/v1/read/f?offset=1", "Range", "bytes=0-1").status()).isEqualTo(400);
    assertThat(door.get("/v1/read/f?offset=one").status()).isEqualTo(400);
    assertThat(door.get("/v1/read/f?lenght=1").text()).contains("unknown parameter lenght");
  }

  @Test
  void conditionsAreJudgedBeforeTheBytes() throws Exception {
    String etag = door.get("/v1/read/f").header("ETag");
    Answer same = door.get("/v1/read/f", "If-None-Match", etag);
    assertThat(same.status()).isEqualTo(304);
    assertThat(same.header("ETag")).isEqualTo(etag);
    assertThat(door.get("/v1/read/f", "If-Match", etag).status()).isEqualTo(200);
    assertThat(door.get("/v1/read/f", "If-Match", "\"other\"").status()).isEqualTo(412);
    assertThat(door.get("/v1/read/f", "Range", "bytes=0-0", "If-Range", etag).status())
        .isEqualTo(206);
    door.put("/v1/write/f?offset=0", "x");
    assertThat(door.get("/v1/read/f", "If-None-Match", etag).status()).isEqualTo(200);
    assertThat(door.get("/v1/read/f", "If-Match", etag).status()).isEqualTo(412);
    assertThat(door.get("/v1/read/f", "Range", "bytes=0-0", "If-Range", etag).status())
        .isEqualTo(200);
  }

  @Test
  void headTellsTheSameWithoutBytes() throws Exception {
    Answer head = door.send("HEAD", "/v1/read/f", BodyPublishers.noBody());
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("Content-Length")).isEqualTo("10");
    assertThat(head.header("ETag")).isEqualTo(door.get("/v1/read/f").header("ETag"));
    assertThat(head.response().body()).isEmpty();
    assertThat(door.send("HEAD", "/v1/read/missing", BodyPublishers.noBody()).status())
        .isEqualTo(404);
  }

  @Test
  void directoryIsListedAndNotRead() throws Exception {
    door.mkdir("/d");
    Answer answer = door.get("/v1/read/d");
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.json().get("type").asString()).endsWith(":is-a-directory");
  }

  @Test
  void handlesAreClosedWhateverTheAnswer() throws Exception {
    var inode = door.inode("/f");
    String etag = door.get("/v1/read/f").header("ETag");
    door.get("/v1/read/f", "If-None-Match", etag);
    door.get("/v1/read/f", "If-Match", "\"other\"");
    door.get("/v1/read/f", "Range", "bytes=99-");
    door.send("HEAD", "/v1/read/f", BodyPublishers.noBody());
    door.unlink("/f");
    // A file that nobody has open is gone with its last name.
    long until = System.nanoTime() + 10_000_000_000L;
    while (isThere(inode) && System.nanoTime() < until) {
      Thread.onSpinWait();
    }
    assertThat(isThere(inode)).isFalse();
  }

  private boolean isThere(Inode inode) throws Exception {
    try {
      door.tree().attributes(inode);
      return true;
    } catch (NoSuchFileException _) {
      return false;
    }
  }
}
