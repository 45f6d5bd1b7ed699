package org.openfiles.door.s3.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openfiles.door.s3.auth.AuthSettings;
import org.openfiles.door.s3.auth.Authenticator;
import org.openfiles.door.s3.auth.Payload;
import org.openfiles.door.s3.auth.Users;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;

class MultipartReaderTest {
  private static final PostForm FORM =
      new PostForm(
          new Authenticator(AuthSettings.DEFAULT, Users.of(List.of()), InstantSource.system())
              .forms(),
          InstantSource.system());
  private static final String NEARLY = "\r\n--" + FormBody.BOUNDARY;

  private static byte[] file(Payload form) throws IOException {
    return file(FormBody.CONTENT_TYPE, form);
  }

  private static byte[] file(String contentType, Payload form) throws IOException {
    PostedObject posted = FORM.read(contentType, form, "b");
    assertThat(posted.key()).isEqualTo("k\u00FC");
    return posted.payload().readAll(1 << 20);
  }

  private static FormBody form() {
    return new FormBody().with("key", "k\u00FC").with("x-amz-meta-empty", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\r",
        "\r\n",
        "\r\n-",
        "\r\n--",
        "--",
        "\r\r\n\r\n--",
        "\r\n\r\n\r\n",
        "\r\n--" + "----WebKitFormBoundaryXY",
        "\r\n--" + "----WebKitFormBoundaryXZ\r\n--" + "----WebKitFormBoundaryX",
        "a\r\n--" + "----WebKitFormBoundary\r\n--" + "----WebKitFormBoundary\rb"
      })
  void everyCutOfEveryFileIsRead(String content) throws Exception {
    byte[] bytes = form().file(content).bytes();
    for (int at = 0; at <= bytes.length; at++) {
      assertThat(file(FormBody.cut(bytes, at))).asString().as("cut at %d", at).isEqualTo(content);
    }
    for (int size = 1; size < 40; size++) {
      assertThat(file(FormBody.pieces(bytes, size))).asString().isEqualTo(content);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void randomFilesOfBoundaryLikeBytesAreRead(long seed) throws Exception {
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      StringBuilder content = new StringBuilder();
      for (int parts = random.nextInt(10); parts > 0; parts--) {
        content.append(NEARLY, 0, random.nextInt(NEARLY.length()));
        content.append((char) ('a' + random.nextInt(3)));
      }
      byte[] bytes = form().file(content.toString()).bytes();
      assertThat(file(FormBody.pieces(bytes, 1 + random.nextInt(64))))
          .asString()
          .as("seed=%d i=%d", seed, i)
          .isEqualTo(content.toString());
    }
  }

  @Test
  void whatIsBeforeAndAfterTheFormIsIgnored() throws Exception {
    byte[] form = form().bytes();
    byte[] more = Arrays.copyOf(form, form.length + 1000);
    assertThat(file(FormBody.pieces(more, 100))).asString().isEqualTo("bar");
    byte[] preamble = "This is a form.\r\n".getBytes(StandardCharsets.US_ASCII);
    byte[] both = Arrays.copyOf(preamble, preamble.length + form.length);
    System.arraycopy(form, 0, both, preamble.length, form.length);
    assertThat(file(FormBody.pieces(both, 5))).asString().isEqualTo("bar");
  }

  @Test
  void fieldsAfterTheFileAreIgnored() throws Exception {
    String text = new String(form().bytes(), StandardCharsets.ISO_8859_1);
    String end = "\r\n--" + FormBody.BOUNDARY;
    String more =
        text.substring(0, text.lastIndexOf(end))
            + end
            + "\r\nContent-Disposition: form-data; name=\"acl\"\r\n\r\npublic-read"
            + end
            + "--\r\n";
    assertThat(file(FormBody.pieces(more.getBytes(StandardCharsets.ISO_8859_1), 9)))
        .asString()
        .isEqualTo("bar");
  }

  @Test
  void everyTruncationOfTheFileIsRefused() {
    byte[] bytes = form().bytes();
    int end = bytes.length - "--\r\n".length();
    for (int length = 1; length < end; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> file(FormBody.pieces(cut, 50)))
          .as("length %d of %d", length, end)
          .isInstanceOf(S3Exception.class);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "multipart/form-data; boundary=----WebKitFormBoundaryXYZ | ",
        "Multipart/Form-Data;charset=utf-8;Boundary=\"----WebKitFormBoundaryXYZ\" | ",
        "multipart/form-data | MalformedPOSTRequest",
        "multipart/form-data; boundary= | MalformedPOSTRequest",
        "multipart/form-data; boundary=\"----WebKitFormBoundaryXYZ | MalformedPOSTRequest",
        "multipart/form-data; boundary=other | MalformedPOSTRequest",
        "application/json | PreconditionFailed",
        "'' | PreconditionFailed"
      })
  void boundaryIsOfTheContentType(String contentType, String code) throws Exception {
    if (code == null) {
      assertThat(file(contentType, form().payload())).asString().isEqualTo("bar");
    } else {
      assertThatThrownBy(() -> file(contentType, form().payload()))
          .isInstanceOfSatisfying(
              S3Exception.class, e -> assertThat(e.error().code()).isEqualTo(code));
    }
  }

  @Test
  void aBoundaryMayBeginWithDashes() throws Exception {
    String text = new String(form().bytes(), StandardCharsets.UTF_8);
    byte[] bytes = text.replace(FormBody.BOUNDARY, "--custom").getBytes(StandardCharsets.UTF_8);
    assertThat(file("multipart/form-data; boundary=--custom", FormBody.pieces(bytes, 7)))
        .asString()
        .isEqualTo("bar");
  }

  @Test
  void fieldsAreBounded() throws Exception {
    String large = "x".repeat(20_000);
    assertThat(file(form().with("x-amz-meta-a", large).payload())).asString().isEqualTo("bar");
    assertThatThrownBy(
            () -> file(form().with("x-amz-meta-a", large).with("x-amz-meta-b", large).payload()))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> assertThat(e.error()).isEqualTo(S3Error.MAX_POST_PRE_DATA_LENGTH_EXCEEDED));
    FormBody many = form();
    for (int i = 0; i < 1001; i++) {
      many.with("f" + i, "");
    }
    assertThatThrownBy(() -> file(many.payload())).isInstanceOf(S3Exception.class);
  }

  @Test
  void aFieldIsThereOnce() {
    assertThatThrownBy(() -> file(form().with("KEY", "other").payload()))
        .isInstanceOfSatisfying(
            S3Exception.class, e -> assertThat(e.error()).isEqualTo(S3Error.INVALID_ARGUMENT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "form-data; name=\"a\" | a | ",
        "form-data; name=a; filename=b c | a | b c",
        "form-data; filename=\"x;y=\\\"z\\\"\"; name=\"a\" | a | x;y=\"z\"",
        "form-data; name=\"a\"; filename=\"C:\\dir\\\" | a | C:\\dir\\",
        "form-data;name=\"a\" ;filename=\"\" | a | ''"
      })
  void namesOfFilesAreQuotedInSeveralWays(String header, String name, String fileName)
      throws Exception {
    ParameterList parameters = ParameterList.parse(header);
    assertThat(parameters.parameter("name")).hasValue(name);
    assertThat(parameters.parameter("filename").orElse(null)).isEqualTo(fileName);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void brokenFormsAreRefusedOrReadAndNothingElse(long seed) {
    Random random = new Random(seed);
    byte[] original = form().bytes();
    for (int i = 0; i < 3000; i++) {
      byte[] broken = original.clone();
      for (int changes = 1 + random.nextInt(5); changes > 0; changes--) {
        broken[random.nextInt(broken.length)] =
            (byte) "\r\n-:;=\"\\ \0x\u00FF".charAt(random.nextInt(12));
      }
      try {
        FORM.read(FormBody.CONTENT_TYPE, FormBody.pieces(broken, 1 + random.nextInt(300)), "b")
            .payload()
            .readAll(1 << 20);
      } catch (S3Exception e) {
        assertThat(e.error().status()).isBetween(400, 412);
      } catch (IOException | RuntimeException e) {
        fail("seed=" + seed + " i=" + i, e);
      }
    }
  }
}
