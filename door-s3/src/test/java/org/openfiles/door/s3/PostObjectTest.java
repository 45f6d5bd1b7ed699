package org.openfiles.door.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class PostObjectTest extends DoorTest {

  private Answer post(String... fields) throws IOException {
    return postTo("/bucket", fields);
  }

  private Answer postTo(String path, String... fields) throws IOException {
    StringBuilder form = new StringBuilder();
    for (int i = 0; i < fields.length; i += 2) {
      form.append("--edge\r\nContent-Disposition: form-data; name=\"")
          .append(fields[i])
          .append(fields[i].equals("file") ? "\"; filename=\"my file.txt\"" : "\"")
          .append("\r\n\r\n")
          .append(fields[i + 1])
          .append("\r\n");
    }
    return door.post(
        path,
        form.append("--edge--\r\n").toString(),
        "Content-Type: multipart/form-data; boundary=edge");
  }

  @Test
  void aFormBecomesAnObject() throws IOException {
    Answer answer =
        post(
            "key",
            "up/${filename}",
            "Content-Type",
            "text/plain",
            "x-amz-meta-a",
            "b",
            "file",
            "hello");
    assertThat(answer.outcome()).isEqualTo("204");
    Answer get = door.get("/bucket/up/my%20file.txt");
    assertThat(get.text()).isEqualTo("hello");
    assertThat(get.header("ETag")).isEqualTo(answer.header("ETag"));
    assertThat(get.header("Content-Type")).isEqualTo("text/plain");
    assertThat(get.header("x-amz-meta-a")).isEqualTo("b");
  }

  @Test
  void successIsAnsweredAsTheFormWants() throws IOException {
    Answer created = post("key", "k", "success_action_status", "201", "file", "hello");
    assertThat(created.outcome()).isEqualTo("201");
    assertThat(created.xml().name()).isEqualTo("PostResponse");
    assertThat(created.xml("Key")).isEqualTo("k");
    Answer redirect =
        post("key", "k", "success_action_redirect", "https://page.example/done", "file", "hello");
    assertThat(redirect.status()).isEqualTo(303);
    assertThat(redirect.header("Location"))
        .startsWith("https://page.example/done?bucket=bucket&key=k&etag=");
  }

  /// Who may not write is not told which buckets there are.
  @Test
  void aFormIsReadBeforeTheBucketIsLookedUp() throws IOException {
    assertThat(postTo("/nobody", "a", "x", "file", "x").outcome()).isEqualTo("400 InvalidArgument");
    assertThat(postTo("/nobody", "key", "x", "file", "x").outcome()).isEqualTo("404 NoSuchBucket");
  }

  @Test
  void whatIsNoFormStoresNothing() throws IOException {
    assertThat(post("file", "hello").outcome()).isEqualTo("400 InvalidArgument");
    assertThat(door.post("/bucket", "x").outcome()).isEqualTo("412 PreconditionFailed");
    assertThat(door.get("/bucket").all("Key")).isEmpty();
  }
}
