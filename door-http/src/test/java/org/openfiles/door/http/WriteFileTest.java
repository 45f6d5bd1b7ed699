package org.openfiles.door.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openfiles.core.AttributeChange;
import org.openfiles.door.http.TestDoor.Answer;
import org.openfiles.testkit.Race;
import org.openfiles.testkit.TestBytes;

class WriteFileTest {
  private TestDoor door;

  @BeforeEach
  void open() throws Exception {
    door = TestDoor.open();
  }

  @AfterEach
  void close() {
    door.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_535, 65_536, 20_000_000})
  void bodiesOfAnySizeAreStreamed(int size) throws Exception {
    byte[] bytes = TestBytes.random(size, size);
    assertThat(door.send("PUT", "/v1/write/known", BodyPublishers.ofByteArray(bytes)).status())
        .isEqualTo(201);
    assertThat(
            door.send(
                    "PUT",
                    "/v1/write/chunked",
                    BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)))
                .status())
        .isEqualTo(201);
    assertThat(door.get("/v1/read/known").response().body()).isEqualTo(bytes);
    assertThat(door.get("/v1/read/chunked").response().body()).isEqualTo(bytes);
  }

  @Test
  void replacedFileKeepsItsModeAndAttributes() throws Exception {
    var file = door.file("/f", "old").inode();
    door.tree().change(file, AttributeChange.NONE.withMode(0600).withOwner(7, 8));
    door.tree().setXattr(file, "user.a", Optional.of(new byte[] {1}));
    door.put("/v1/write/f", "new");

    assertThat(door.text("/f")).isEqualTo("new");
    assertThat(door.find("/f").mode()).isEqualTo(0600);
    assertThat(door.find("/f").uid()).isEqualTo(7);
    assertThat(door.tree().xattr(door.inode("/f"), "user.a")).contains(new byte[] {1});
  }

  @Test
  void bodyThatIsCutOffLeavesTheOldFileAndNothingElse() throws Exception {
    door.file("/f", "old");
    String answer =
        door.raw(
            "PUT /v1/write/f HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nonly this");
    assertThat(answer).startsWith("HTTP/1.1 400").contains("problem+json").contains("cut-off");
    door.raw("PUT /v1/write/x/y HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nonly");
    assertThat(door.text("/f")).isEqualTo("old");
    assertThat(door.names("/")).containsExactly("f");
  }

  @Test
  void brokenChunksAreRefusedAndLeaveNothing() throws Exception {
    String answer =
        door.raw(
            "PUT /v1/write/f HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n");
    assertThat(answer).startsWith("HTTP/1.1 400").contains("problem+json");
    assertThat(door.names("/")).isEmpty();
  }

  @Test
  void fileThatIsBeingWrittenIsNotListedAndNotHalfThere() throws Exception {
    door.file("/f", "old");
    try (Socket socket = door.connect()) {
      var out = socket.getOutputStream();
      out.write(
          """
          PUT /v1/write/f HTTP/1.1\r
          Host: localhost\r
          Content-Length: 6\r
          Expect: 100-continue\r
          \r
          """
              .getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().readNBytes(25))
          .startsWith("HTTP/1.1 100".getBytes(StandardCharsets.US_ASCII));
      out.write("new".getBytes(StandardCharsets.US_ASCII));
      out.flush();
      // The request is under way: its temporary file is in the tree, and no listing shows it.
      assertThat(door.names("/")).hasSize(2);
      assertThat(door.get("/v1/list").names()).containsExactly("f");
      assertThat(door.get("/v1/read/f").text()).isEqualTo("old");
      out.write("er!".getBytes(StandardCharsets.US_ASCII));
      out.flush();
      assertThat(socket.getInputStream().readNBytes(12))
          .isEqualTo("HTTP/1.1 200".getBytes(StandardCharsets.US_ASCII));
    }
    assertThat(door.text("/f")).isEqualTo("newer!");
    assertThat(door.names("/")).containsExactly("f");
  }

  @Test
  void readersSeeWholeFilesWhileWritersReplaceThem() throws Exception {
    door.put("/v1/write/f", "0".repeat(100_000));
    AtomicBoolean writing = new AtomicBoolean(true);
    Race.run(
        3,
        i -> {
          if (i == 0) {
            try {
              for (int n = 0; n < 50; n++) {
                door.put("/v1/write/f", String.valueOf(n % 10).repeat(100_000 + n));
              }
            } finally {
              writing.set(false);
            }
          }
          while (writing.get()) {
            String text = door.get("/v1/read/f").text();
            assertThat(text.chars().distinct().count()).isEqualTo(1);
            assertThat(text.length()).isGreaterThanOrEqualTo(100_000);
          }
          return i;
        });
  }

  @Test
  void conditionsDecideAndARefusalChangesNothing() throws Exception {
    assertThat(door.put("/v1/write/f", "x", "If-Match", "*").status()).isEqualTo(412);
    String first = door.put("/v1/write/f", "one", "If-None-Match", "*").header("ETag");
    assertThat(door.put("/v1/write/f", "x", "If-None-Match", "*").status()).isEqualTo(412);
    Answer second = door.put("/v1/write/f", "two", "If-Match", first);
    assertThat(second.status()).isEqualTo(200);
    Answer third = door.put("/v1/write/f", "x", "If-Match", first);
    assertThat(third.status()).isEqualTo(412);
    assertThat(third.json().get("type").asString())
        .isEqualTo("urn:openfiles:problem:precondition-failed");
    assertThat(door.delete("/v1/delete/f", "If-Match", first).status()).isEqualTo(412);
    assertThat(door.text("/f")).isEqualTo("two");
    assertThat(door.delete("/v1/delete/f", "If-Match", second.header("ETag")).status())
        .isEqualTo(204);
  }

  @Test
  void ofManyWritesOfOneVersionOneWins() throws Exception {
    for (int round = 0; round < 10; round++) {
      String base = door.put("/v1/write/f", "base " + round).header("ETag");
      List<Integer> answers =
          Race.run(6, i -> door.put("/v1/write/f", "of " + i, "If-Match", base).status());
      assertThat(answers).containsOnlyOnce(200).containsOnly(200, 412);
      assertThat(door.text("/f")).isEqualTo("of " + answers.indexOf(200));
      door.delete("/v1/delete/f");
      List<Integer> made =
          Race.run(6, i -> door.put("/v1/write/f", "of " + i, "If-None-Match", "*").status());
      assertThat(made).containsOnlyOnce(201).containsOnly(201, 412);
      assertThat(door.text("/f")).isEqualTo("of " + made.indexOf(201));
      assertThat(door.names("/")).containsExactly("f");
    }
  }

  @Test
  void partsAreChangedInPlace() throws Exception {
    var file = door.file("/f", "0123456789").inode();
    assertThat(door.put("/v1/write/f?offset=3", "abc").status()).isEqualTo(200);
    assertThat(door.text("/f")).isEqualTo("012abc6789");
    assertThat(door.put("/v1/write/f?append", "xyz").status()).isEqualTo(200);
    assertThat(door.put("/v1/write/f?truncate=4", "").status()).isEqualTo(200);
    assertThat(door.put("/v1/write/f?append=true", "!").status()).isEqualTo(200);
    assertThat(door.text("/f")).isEqualTo("012a!");
    assertThat(door.inode("/f")).isEqualTo(file);
    assertThat(door.put("/v1/write/new/g?append", "made").status()).isEqualTo(201);
    assertThat(door.put("/v1/write/h?offset=2", "x").status()).isEqualTo(201);
    assertThat(door.text("/h")).isEqualTo("\0\0x");
    for (String wrong :
        new String[] {
          "offset=1&append",
          "offset=-1",
          "offset=x",
          "truncate=1&offset=1",
          "append=maybe",
          "truncate=",
          "ack=never",
          "unknown=1",
          "offset=1&offset=2"
        }) {
      assertThat(door.put("/v1/write/f?" + wrong, "").status()).as(wrong).isEqualTo(400);
    }
    assertThat(door.put("/v1/write/f?truncate=2", "body").status()).isEqualTo(400);
    assertThat(door.put("/v1/write/f?append", "x", "If-Match", "\"old\"").status()).isEqualTo(412);
    assertThat(door.text("/f")).isEqualTo("012a!");
  }

  @Test
  void bodiesOfManyPiecesAreWrittenInOrder() throws Exception {
    byte[] bytes = TestBytes.random(20_000_001, 3);
    door.file("/f", "head");
    assertThat(door.send("PUT", "/v1/write/f?append", BodyPublishers.ofByteArray(bytes)).status())
        .isEqualTo(200);
    assertThat(door.send("PUT", "/v1/write/g?offset=4", BodyPublishers.ofByteArray(bytes)).status())
        .isEqualTo(201);
    assertThat(door.get("/v1/read/f?offset=4").response().body()).isEqualTo(bytes);
    assertThat(door.get("/v1/read/g?offset=4").response().body()).isEqualTo(bytes);
  }

  @Test
  void appendsOfManyAreWhole() throws Exception {
    Race.run(
        6,
        i -> {
          for (int n = 0; n < 10; n++) {
            door.put("/v1/write/log?append", String.valueOf(i).repeat(10_000) + "\n");
          }
          return i;
        });
    byte[] log = door.get("/v1/read/log").response().body();
    assertThat(new String(log, StandardCharsets.US_ASCII).lines())
        .hasSize(60)
        .allMatch(line -> line.length() == 10_000 && line.chars().distinct().count() == 1);
  }

  @Test
  void ackOfTheStoreMeansItIsThere() throws Exception {
    Answer written = door.put("/v1/write/f?ack=store", "x");
    assertThat(written.json().get("state").asString()).isEqualTo("clean");
    assertThat(written.header("ETag")).isEqualTo(door.get("/v1/read/f").header("ETag"));
    assertThat(door.put("/v1/write/f?ack=journal", "y").json().get("state").asString())
        .isEqualTo("dirty");
  }

  @Test
  void whatCanBeNoFileIsRefused() throws Exception {
    door.mkdir("/d");
    door.file("/f", "x");
    assertThat(door.put("/v1/write/d", "x").status()).isEqualTo(409);
    assertThat(door.put("/v1/write/d?append", "x").status()).isEqualTo(409);
    assertThat(door.put("/v1/write/f/g", "x").status()).isEqualTo(409);
    assertThat(door.put("/v1/write/f/g/h", "x").status()).isEqualTo(409);
    assertThat(door.put("/v1/write/new/", "x").status()).isEqualTo(400);
    assertThat(door.put("/v1/write/", "x").status()).isEqualTo(400);
    assertThat(door.put("/v1/write", "x").status()).isEqualTo(400);
    assertThat(door.names("/")).containsExactlyInAnyOrder("d", "f");
  }
}
