package org.openfiles.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HttpClientTest {
  @Test
  void jdkClientUploadsAndDownloads() throws Exception {
    try (TestServer server = TestServer.with(TestServer::echoBody);
        HttpClient client = HttpClient.newHttpClient()) {
      assertEchoes(client, "http", server, new byte[0]);
      assertEchoes(client, "http", server, random(3_000_000));
    }
  }

  @Test
  void jdkClientUploadsChunkedAndExpectingContinue() throws Exception {
    byte[] bytes = random(300_000);
    try (TestServer server = TestServer.with(TestServer::echoBody);
        HttpClient client = HttpClient.newHttpClient()) {
      java.net.http.HttpRequest request =
          java.net.http.HttpRequest.newBuilder(uri("http", server))
              .version(HttpClient.Version.HTTP_1_1)
              .expectContinue(true)
              .PUT(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(bytes)))
              .build();
      assertThat(client.send(request, BodyHandlers.ofByteArray()).body()).isEqualTo(bytes);
    }
  }

  @Test
  void blocksOfALargeBodyArriveInTheirOrder() throws Exception {
    byte[] bytes = random(20_000_000);
    Handler handler =
        _ ->
            Response.of(
                200, Headers.EMPTY, new ResponseBody.Source(bytes.length, new Blocks(bytes)));
    try (TestServer server = TestServer.with(handler);
        HttpClient client = HttpClient.newHttpClient()) {
      for (int i = 0; i < 20; i++) {
        java.net.http.HttpRequest request =
            java.net.http.HttpRequest.newBuilder(uri("http", server)).build();
        byte[] body = client.send(request, BodyHandlers.ofByteArray()).body();
        assertThat(Arrays.equals(body, bytes)).as("round %d", i).isTrue();
      }
    }
  }

  private static final class Blocks implements ResponseBody.BlockReader {
    private final ByteBuffer source;

    Blocks(byte[] bytes) {
      source = ByteBuffer.wrap(bytes);
    }

    @Override
    public int read(ByteBuffer target) {
      int count = Math.min(source.remaining(), target.remaining());
      target.put(source.slice(source.position(), count));
      source.position(source.position() + count);
      return count;
    }

    @Override
    public void close() {}
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static URI uri(String scheme, TestServer server) {
    return URI.create(scheme + "://localhost:" + server.address().getPort() + "/k");
  }

  private static void assertEchoes(
      HttpClient client, String scheme, TestServer server, byte[] bytes) throws Exception {
    java.net.http.HttpRequest request =
        java.net.http.HttpRequest.newBuilder(uri(scheme, server))
            .PUT(BodyPublishers.ofByteArray(bytes))
            .build();
    for (int i = 0; i < 3; i++) {
      HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
      assertThat(response.body()).isEqualTo(bytes);
    }
  }
}
