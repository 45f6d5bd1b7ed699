package org.openfiles.door.s3.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openfiles.door.s3.auth.Payload;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.door.s3.xml.XmlReader;
import org.openfiles.door.s3.xml.XmlWriter;
import org.openfiles.http.Headers;
import org.openfiles.http.Request;
import org.openfiles.http.RequestBody;
import org.openfiles.http.Response;
import org.openfiles.http.ResponseBody;

class SlowAnswerTest {
  private final SlowAnswer slowly = new SlowAnswer(Duration.ofMillis(20), Duration.ofMillis(1));

  @Test
  void whatIsDoneSoonIsAnsweredAsEver() throws IOException {
    Response answer =
        new SlowAnswer(Duration.ofMinutes(1), Duration.ofMinutes(1))
            .of(request(), () -> XmlWriter.s3("Done"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isInstanceOf(ResponseBody.Bytes.class);
  }

  @Test
  void whatFailsSoonHasItsOwnStatus() {
    assertThatThrownBy(
            () ->
                slowly.of(
                    request(),
                    () -> {
                      throw new NoSuchFileException("k");
                    }))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void whatIsNotDoneIsKeptAliveWithWhiteSpace() throws IOException {
    Signs signs = new Signs();
    Response answer =
        slowly.of(
            request(),
            () -> {
              signs.await();
              return XmlWriter.s3("Done").element("Key", "k");
            });
    assertThat(answer.status()).isEqualTo(200);
    ((ResponseBody.Stream) answer.body()).writer().writeTo(signs);
    String text = signs.toString();
    assertThat(text).startsWith("<?xml").contains("\n   ");
    assertThat(XmlReader.read(text.getBytes(StandardCharsets.UTF_8), "Done").text("Key"))
        .contains("k");
  }

  @Test
  void aLateFaultIsADocumentOfAnError() throws IOException {
    Signs signs = new Signs();
    Response answer =
        slowly.of(
            request(),
            () -> {
              signs.await();
              throw new NoSuchFileException("k");
            });
    ((ResponseBody.Stream) answer.body()).writer().writeTo(signs);
    byte[] document = signs.toString().getBytes(StandardCharsets.UTF_8);
    assertThat(XmlReader.read(document, "Error").text("Code")).contains("NoSuchKey");
    assertThat(XmlReader.read(document, "Error").text("RequestId")).contains("id");
  }

  /// What was written, and how often it was flushed: three signs of life let the work go on.
  private static final class Signs extends OutputStream {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CountDownLatch three = new CountDownLatch(3);

    void await() throws InterruptedException {
      three.await();
    }

    @Override
    public void write(int b) {
      bytes.write(b);
    }

    @Override
    public void flush() {
      three.countDown();
    }

    @Override
    public String toString() {
      return bytes.toString(StandardCharsets.UTF_8);
    }
  }

  private static S3Request request() throws S3Exception {
    return new S3Request(
        new NoRequest(),
        "id",
        "host",
        Operation.COPY_OBJECT,
        new Address("bucket", "k"),
        Query.parse(""),
        Headers.EMPTY,
        Optional.empty(),
        new NoPayload(),
        Optional.empty());
  }

  private static final class NoPayload implements Payload {
    @Override
    public OptionalLong length() {
      return OptionalLong.of(0);
    }

    @Override
    public @Nullable ByteBuffer next() {
      return null;
    }
  }

  private record NoRequest() implements Request {
    @Override
    public String method() {
      return "PUT";
    }

    @Override
    public String target() {
      return "/bucket/k";
    }

    @Override
    public String rawPath() {
      return "/bucket/k";
    }

    @Override
    public String rawQuery() {
      return "";
    }

    @Override
    public String protocol() {
      return "HTTP/1.1";
    }

    @Override
    public Headers headers() {
      return Headers.EMPTY;
    }

    @Override
    public RequestBody body() {
      throw new AssertionError("the body was read already");
    }

    @Override
    public InetSocketAddress remoteAddress() {
      return InetSocketAddress.createUnresolved("client", 1);
    }

    @Override
    public boolean secure() {
      return false;
    }

    @Override
    public long receivedNanos() {
      return 0;
    }
  }
}
