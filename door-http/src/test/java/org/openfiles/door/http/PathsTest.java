package org.openfiles.door.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathsTest {
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
  @ValueSource(
      strings = {
        "plain",
        "a b",
        "a+b",
        "a%41b",
        "é",
        "e\u0301",
        "\uD83D\uDE00",
        "?x=1",
        "#f",
        "&=",
        "\\",
        "a\nb",
        "\u0001",
        "...",
        "~",
        "\"q\"",
        ";",
        "-"
      })
  void everyLegalNameIsWrittenReadListedAndDeleted(String name) throws Exception {
    String encoded = URLEncoder.encode(name, UTF_8).replace("+", "%20");
    assertThat(door.put("/v1/write/d/" + encoded, "of " + name).status()).isEqualTo(201);
    assertThat(door.text("/d/" + name)).isEqualTo("of " + name);
    assertThat(door.get("/v1/read/d/" + encoded).text()).isEqualTo("of " + name);
    assertThat(door.get("/v1/list/d").names()).containsExactly(name);
    assertThat(door.get("/v1/stat/d/" + encoded).json().get("name").asString()).isEqualTo(name);
    assertThat(door.delete("/v1/delete/d/" + encoded).status()).isEqualTo(204);
    assertThat(door.names("/d")).isEmpty();
  }

  @Test
  void slashMayBeEscapedAndTheFirstMayBeDouble() throws Exception {
    door.put("/v1/write/a%2Fb", "x");
    assertThat(door.text("/a/b")).isEqualTo("x");
    assertThat(door.get("/v1/read//a/b").text()).isEqualTo("x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..",
        "../x",
        "a/../b",
        ".",
        "a/./b",
        "%2e%2e/x",
        "a//b",
        "%00",
        "a%",
        "%zz",
        "%ff",
        "///x"
      })
  void whatIsNoPathIsRefusedAndChangesNothing(String path) throws Exception {
    String answer =
        door.raw(
            "PUT /v1/write/%s HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n\r\nx"
                .formatted(path));
    assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json");
    assertThat(door.names("/")).isEmpty();
  }

  @Test
  void nameThatIsTooLongIsRefused() throws Exception {
    assertThat(door.put("/v1/write/" + "a".repeat(255), "x").status()).isEqualTo(201);
    assertThat(door.put("/v1/write/" + "a".repeat(256), "x").status()).isEqualTo(400);
  }

  @Test
  void pagesFollowEachOther() throws Exception {
    for (int i = 0; i < 25; i++) {
      door.file("/n" + i, "x");
    }
    var first = door.get("/v1/list?limit=10");
    assertThat(first.names()).hasSize(10);
    String next = URLEncoder.encode(first.json().get("next").asString(), UTF_8);
    var second = door.get("/v1/list?limit=20&from=" + next);
    assertThat(second.names()).hasSize(15).doesNotContainAnyElementsOf(first.names());
    assertThat(second.json().has("next")).isFalse();
    assertThat(door.get("/v1/list?limit=0").status()).isEqualTo(400);
    assertThat(door.get("/v1/list?limit=10001").status()).isEqualTo(400);
  }

  @Test
  void withoutALimitEverythingIsListed() throws Exception {
    for (int i = 0; i < 2500; i++) {
      door.create("/n" + i);
    }
    assertThat(door.get("/v1/list").names()).hasSize(2500).doesNotHaveDuplicates();
  }

  @Test
  void volumeIsNamedWhereThereAreSeveral() throws Exception {
    try (TestDoor two = TestDoor.ofTwoVolumes()) {
      assertThat(two.put("/v1/write/f", "x").text()).contains("volume=").contains("main, other");
      assertThat(two.put("/v1/write/f?volume=other", "x").status()).isEqualTo(201);
      assertThat(two.names("/")).isEmpty();
      assertThat(two.get("/v1/list?volume=other").names()).containsExactly("f");
      assertThat(two.get("/v1/list?volume=third").status()).isEqualTo(404);
    }
  }
}
