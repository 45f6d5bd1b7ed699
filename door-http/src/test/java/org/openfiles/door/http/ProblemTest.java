package org.openfiles.door.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.AccessDeniedException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openfiles.core.ErrorKind;
import org.openfiles.core.UnavailableException;
import org.openfiles.door.http.TestDoor.Answer;
import org.openfiles.http.ResponseBody;

class ProblemTest {
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
  void aProblemTellsWhatIsWrongAndWhere() throws Exception {
    Answer answer = door.get("/v1/read/no/such");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    var problem = answer.json();
    assertThat(problem.get("type").asString()).isEqualTo("urn:openfiles:problem:not-found");
    assertThat(problem.get("title").asString()).isEqualTo("No such file or directory");
    assertThat(problem.get("status").asInt()).isEqualTo(404);
    assertThat(problem.get("detail").asString()).contains("/no/such");
    assertThat(problem.get("instance").asString()).isEqualTo("/v1/read/no/such");
    assertThat(problem.get("id").asString()).isEqualTo(answer.header("X-Request-Id"));
  }

  @Test
  void unknownRoutesAndMethodsAreToldTheRightOnes() throws Exception {
    Answer answer = door.get("/v1/raed/x");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text()).contains("GET /v1/read").contains("GET /healthz");
    assertThat(door.get("/").status()).isEqualTo(404);
    Answer method = door.get("/v1/write/x");
    assertThat(method.status()).isEqualTo(405);
    assertThat(method.header("Allow")).isEqualTo("PUT");
    assertThat(door.post("/v1/flush/x", "").status()).isEqualTo(400);
  }

  @Test
  void malformedRequestsAreProblemsToo() throws Exception {
    assertThat(door.raw("GET /v1/list HTTP/1.1\r\n\r\n"))
        .startsWith("HTTP/1.1 400")
        .contains("application/problem+json");
  }

  @Test
  void everyKindOfFaultHasAnAnswer() {
    assertThat(Arrays.stream(ErrorKind.values()).map(ProblemType::of))
        .allMatch(type -> type.status() >= 400 && type.status() < 600);
    assertThat(Problems.of(new UnavailableException("/f", "down", false), "/t", "1"))
        .satisfies(answer -> assertThat(answer.status()).isEqualTo(503))
        .satisfies(answer -> assertThat(answer.headers().first("Retry-After")).contains("1"));
    assertThat(Problems.of(new AccessDeniedException("/f"), "/t", "1").status()).isEqualTo(403);
  }

  @Test
  void whatFailedInsideIsNotTold() {
    var answer = Problems.of(new IllegalStateException("secret of the server"), "/t", "42");
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.body())
        .isInstanceOfSatisfying(
            ResponseBody.Bytes.class,
            body ->
                assertThat(UTF_8.decode(body.buffer()).toString())
                    .contains("\"id\":\"42\"")
                    .doesNotContain("secret"));
  }

  @Test
  void pagesOfOtherSitesAndForeignNamesAreKeptOut() throws Exception {
    door.file("/f", "x");
    String rename = "POST /v1/rename?from=f&to=g HTTP/1.1\r\nContent-Length: 0\r\n";
    assertThat(door.raw(rename + "Host: localhost\r\nOrigin: http://evil.example\r\n\r\n"))
        .startsWith("HTTP/1.1 403");
    assertThat(door.raw(rename + "Host: localhost\r\nOrigin: null\r\n\r\n"))
        .startsWith("HTTP/1.1 403");
    assertThat(door.raw(rename + "Host: evil.example:8787\r\n\r\n")).startsWith("HTTP/1.1 403");
    assertThat(door.names("/")).containsExactly("f");
    assertThat(door.raw(rename + "Host: localhost:1\r\nOrigin: http://localhost:1\r\n\r\n"))
        .startsWith("HTTP/1.1 200");
    assertThat(door.raw("GET /v1/list HTTP/1.1\r\nHost: [::1]:8787\r\n\r\n"))
        .startsWith("HTTP/1.1 200");
  }

  @Test
  void usersNameThemselvesWhereThereAreAny() throws Exception {
    try (TestDoor guarded = TestDoor.guarded(Gate.of(Map.of("ann", "sécret:x")))) {
      assertThat(guarded.get("/healthz").status()).isEqualTo(200);
      Answer refused = guarded.get("/v1/list");
      assertThat(refused.status()).isEqualTo(401);
      assertThat(refused.header("WWW-Authenticate")).startsWith("Basic ");
      for (String wrong : new String[] {"ann:wrong", "bob:sécret:x", "ann", ":", ""}) {
        assertThat(guarded.get("/v1/list", "Authorization", basic(wrong)).status()).isEqualTo(401);
      }
      assertThat(guarded.get("/v1/list", "Authorization", "Basic ?").status()).isEqualTo(401);
      assertThat(guarded.get("/v1/list", "Authorization", basic("ann:sécret:x")).status())
          .isEqualTo(200);
      assertThat(guarded.put("/v1/write/f", "x").status()).isEqualTo(401);
      assertThat(guarded.names("/")).isEmpty();
    }
  }

  private static String basic(String credentials) {
    return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
  }
}
