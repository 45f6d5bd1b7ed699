package org.openfiles.door.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openfiles.door.http.TestDoor.Answer;

/// The table of routes that OpenS3Files documents, one test a row.
class SeedRoutesTest {
  private TestDoor door;

  @BeforeEach
  void open() throws Exception {
    door = TestDoor.open();
  }

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void healthIsOk() throws Exception {
    Answer answer = door.get("/healthz");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().get("status").asString()).isEqualTo("ok");
  }

  @Test
  void whatIsWrittenIsRead() throws Exception {
    Answer written = door.put("/v1/write/http-demo.txt", "hello http");
    assertThat(written.status()).isEqualTo(201);
    Answer read = door.get("/v1/read/http-demo.txt");
    assertThat(read.status()).isEqualTo(200);
    assertThat(read.text()).isEqualTo("hello http");
    assertThat(read.header("ETag")).isEqualTo(written.header("ETag")).startsWith("\"");
    assertThat(read.header("Content-Length")).isEqualTo("10");
    assertThat(door.put("/v1/write/http-demo.txt", "again").status()).isEqualTo(200);
    assertThat(door.get("/v1/read/http-demo.txt").text()).isEqualTo("again");
  }

  @Test
  void statTellsOfTheRootAndOfAPath() throws Exception {
    door.put("/v1/write/a/b.txt", "hello");
    for (String root : new String[] {"/v1/stat", "/v1/stat/"}) {
      assertThat(door.get(root).json().get("kind").asString()).isEqualTo("directory");
      assertThat(door.get(root).json().get("path").asString()).isEqualTo("/");
    }
    var file = door.get("/v1/stat/a/b.txt").json();
    assertThat(file.get("kind").asString()).isEqualTo("file");
    assertThat(file.get("path").asString()).isEqualTo("/a/b.txt");
    assertThat(file.get("name").asString()).isEqualTo("b.txt");
    assertThat(file.get("size").asLong()).isEqualTo(5);
    assertThat(file.get("mode").asInt()).isEqualTo(0644);
    assertThat(file.get("state").asString()).isEqualTo("dirty");
    assertThat(door.get("/v1/stat/a").json().get("mode").asInt()).isEqualTo(0755);
    assertThat(door.get("/v1/stat/missing").status()).isEqualTo(404);
  }

  @Test
  void listShowsTheRootOrADirectory() throws Exception {
    door.put("/v1/write/a/b.txt", "hello");
    door.put("/v1/write/c.txt", "hello");
    assertThat(door.get("/v1/list").names()).containsExactlyInAnyOrder("a", "c.txt");
    assertThat(door.get("/v1/list/").names()).containsExactlyInAnyOrder("a", "c.txt");
    assertThat(door.get("/v1/list/a").names()).containsExactly("b.txt");
    assertThat(door.get("/v1/list/a/").json().get("entries").get(0).get("path").asString())
        .isEqualTo("/a/b.txt");
    assertThat(door.get("/v1/list/c.txt").status()).isEqualTo(409);
    assertThat(door.get("/v1/list/missing").status()).isEqualTo(404);
  }

  @Test
  void deletedPathIsGone() throws Exception {
    door.put("/v1/write/a/b/c.txt", "hello");
    assertThat(door.delete("/v1/delete/a/b/c.txt").status()).isEqualTo(204);
    assertThat(door.get("/v1/read/a/b/c.txt").status()).isEqualTo(404);
    assertThat(door.delete("/v1/delete/a/b/c.txt").status()).isEqualTo(404);
    assertThat(door.delete("/v1/delete/a").status()).isEqualTo(409);
    assertThat(door.delete("/v1/delete/a/b").status()).isEqualTo(204);
    door.put("/v1/write/a/x/y/z.txt", "hello");
    assertThat(door.delete("/v1/delete/a?recursive").status()).isEqualTo(204);
    assertThat(door.get("/v1/list").names()).isEmpty();
  }

  @Test
  void renameTakesJsonOrAQuery() throws Exception {
    door.put("/v1/write/a.txt", "hello");
    Answer moved = door.post("/v1/rename", "{\"from\":\"/a.txt\",\"to\":\"/new/b.txt\"}");
    assertThat(moved.status()).isEqualTo(200);
    assertThat(moved.json().get("path").asString()).isEqualTo("/new/b.txt");
    assertThat(door.post("/v1/rename?from=new/b.txt&to=/c%20d", "").status()).isEqualTo(200);
    assertThat(door.post("/v1/rename", "{\"src\":\"c d\",\"dst\":\"e\"}").status()).isEqualTo(200);
    assertThat(door.get("/v1/read/e").text()).isEqualTo("hello");
    assertThat(door.post("/v1/rename?from=/e&to=/new/e", "").status()).isEqualTo(200);
    assertThat(door.post("/v1/rename?from=/missing&to=/made/x", "").status()).isEqualTo(404);
    assertThat(door.get("/v1/stat/made").status()).isEqualTo(404);
    assertThat(door.post("/v1/rename?from=/new&to=/new/inner", "").status()).isEqualTo(400);
  }

  @Test
  void renameReplacesUnlessToldNotTo() throws Exception {
    door.put("/v1/write/a", "one");
    door.put("/v1/write/b", "two");
    Answer kept =
        door.post("/v1/rename", "{\"from\":\"/a\",\"to\":\"/b\",\"mode\":\"no-replace\"}");
    assertThat(kept.status()).isEqualTo(409);
    assertThat(door.post("/v1/rename?from=/a&to=/b&mode=exchange", "").status()).isEqualTo(200);
    assertThat(door.get("/v1/read/a").text()).isEqualTo("two");
    assertThat(door.post("/v1/rename?from=/a&to=/b", "").status()).isEqualTo(200);
    assertThat(door.get("/v1/read/b").text()).isEqualTo("two");
    for (String wrong :
        new String[] {
          "",
          "[]",
          "{",
          "{\"from\":1,\"to\":\"b\"}",
          "{\"from\":\"a\"}",
          "{\"from\":\"a\",\"to\":\"b\",\"x\":\"y\"}",
          "{\"from\":\"a\",\"from\":\"b\",\"to\":\"c\"}",
          "{\"from\":\"a\",\"to\":\"b\",\"mode\":\"maybe\"}"
        }) {
      assertThat(door.post("/v1/rename", wrong).status()).as(wrong).isEqualTo(400);
    }
  }

  @Test
  void flushMakesEverythingCleanAndExpireAnswers() throws Exception {
    door.put("/v1/write/a", "one");
    Answer flushed = door.post("/v1/flush", "");
    assertThat(flushed.status()).isEqualTo(200);
    assertThat(flushed.json().get("flushed").asInt()).isPositive();
    assertThat(flushed.json().get("failures").isEmpty()).isTrue();
    assertThat(door.get("/v1/stat/a").json().get("state").asString()).isEqualTo("clean");
    Answer expired = door.post("/v1/expire", "");
    assertThat(expired.status()).isEqualTo(200);
    assertThat(expired.json().get("expired").asInt()).isZero();
    assertThat(door.post("/v1/expire?days=7", "").status()).isEqualTo(200);
    assertThat(door.post("/v1/expire?days=x", "").status()).isEqualTo(400);
  }

  @Test
  void mkdirMakesOneOrWithItsParents() throws Exception {
    assertThat(door.post("/v1/mkdir/a", "").status()).isEqualTo(201);
    assertThat(door.post("/v1/mkdir/a", "").status()).isEqualTo(409);
    assertThat(door.post("/v1/mkdir/b/c", "").status()).isEqualTo(404);
    assertThat(door.post("/v1/mkdir/b/c/d?parents", "").status()).isEqualTo(201);
    assertThat(door.post("/v1/mkdir/b/c/d?parents=true", "").status()).isEqualTo(200);
    assertThat(door.get("/v1/list/b/c").names()).containsExactly("d");
  }
}
