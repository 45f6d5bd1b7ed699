package org.openfiles.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
  private static final char[] PASSWORD = "password".toCharArray();
  @TempDir private static Path directory;
  private static TlsFiles files;
  private static SSLContext trusting;

  @BeforeAll
  static void makeKeys() throws Exception {
    Path store = directory.resolve("store.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    String arguments =
        "-genkeypair -alias a -keyalg EC -groupname secp256r1 -validity 2 -storepass password"
            + " -dname CN=localhost -ext SAN=dns:localhost,ip:127.0.0.1 -keystore "
            + store;
    List<String> command =
        Stream.concat(Stream.of(keytool), Stream.of(arguments.split(" "))).toList();
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
    files = new TlsFiles(directory.resolve("cert.pem"), directory.resolve("key.pem"));
    writePem(files.certificates(), "CERTIFICATE", keys.getCertificate("a").getEncoded());
    writePem(files.key(), "PRIVATE KEY", keys.getKey("a", PASSWORD).getEncoded());
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("a", keys.getCertificate("a"));
    TrustManagerFactory managers = TrustManagerFactory.getInstance("PKIX");
    managers.init(trusted);
    trusting = SSLContext.getInstance("TLS");
    trusting.init(null, managers.getTrustManagers(), null);
  }

  private static void writePem(Path file, String type, byte[] der) throws IOException {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    Files.writeString(
        file, "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n");
  }

  private static TestServer secure(Handler handler) throws IOException {
    return TestServer.with(options -> options.withTls(files), handler);
  }

  @Test
  void filesAndUploadsGoThroughTls() throws Exception {
    byte[] bytes = new byte[3_000_001];
    new Random(1).nextBytes(bytes);
    Path file = Files.write(directory.resolve("f"), bytes);
    Handler handler =
        request -> {
          assertThat(request.secure()).isTrue();
          return request.method().equals("PUT")
              ? TestServer.echoBody(request)
              : Response.of(
                  200,
                  Headers.EMPTY,
                  new ResponseBody.File(FileChannel.open(file), 1, bytes.length - 1));
        };
    try (TestServer server = secure(handler);
        HttpClient client = HttpClient.newBuilder().sslContext(trusting).build()) {
      java.net.http.HttpRequest.Builder request =
          java.net.http.HttpRequest.newBuilder(
              URI.create("https://localhost:" + server.address().getPort() + "/"));
      HttpResponse<byte[]> got = client.send(request.build(), BodyHandlers.ofByteArray());
      assertThat(got.body()).isEqualTo(java.util.Arrays.copyOfRange(bytes, 1, bytes.length));
      assertThat(got.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
      java.net.http.HttpRequest put = request.PUT(BodyPublishers.ofByteArray(bytes)).build();
      assertThat(client.send(put, BodyHandlers.ofByteArray()).body()).isEqualTo(bytes);
    }
  }

  @Test
  void connectionEndsWithACloseNotify() throws Exception {
    try (TestServer server = secure(TestServer::echoHead);
        SSLSocket socket =
            (SSLSocket)
                trusting.getSocketFactory().createSocket("localhost", server.address().getPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write("GET /a HTTP/1.0\r\n\r\n".getBytes(UTF_8));
      assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8)).endsWith("GET|/a|");
    }
  }

  @Test
  void clientThatSpeaksNoTlsIsClosed() throws Exception {
    try (TestServer server = secure(TestServer::echoHead);
        RawClient client = server.client()) {
      client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n").awaitEnd();
    }
  }

  @Test
  void missingFileIsNamed() {
    TlsFiles missing = new TlsFiles(files.certificates(), directory.resolve("absent.pem"));
    assertThatThrownBy(
            () -> TestServer.with(options -> options.withTls(missing), TestServer::echoHead))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("absent.pem")
        .hasMessageContaining("key");
  }

  @Test
  void fileThatIsNoKeyIsNamed() {
    TlsFiles wrong = new TlsFiles(files.certificates(), files.certificates());
    assertThatThrownBy(
            () -> TestServer.with(options -> options.withTls(wrong), TestServer::echoHead))
        .isInstanceOf(IOException.class)
        .hasMessage("no PEM private key in the TLS key file " + files.certificates());
  }

  /// It would start, and every handshake would fail.
  @Test
  void keyOfAnotherCertificateIsRefused() throws Exception {
    Path other = directory.resolve("other.pem");
    KeyPairGenerator pairs = KeyPairGenerator.getInstance("EC");
    writePem(other, "PRIVATE KEY", pairs.generateKeyPair().getPrivate().getEncoded());
    assertRefused(other, "is not that of the certificate in " + files.certificates());
    KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
    writePem(other, "PRIVATE KEY", rsa.generateKeyPair().getPrivate().getEncoded());
    assertRefused(other, "is no EC key");
  }

  @Test
  void keyInAnotherFormIsToldHowToConvert() throws Exception {
    for (String type : List.of("EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "RSA PRIVATE KEY")) {
      Path other = directory.resolve("other.pem");
      writePem(other, type, new byte[] {1, 2, 3});
      assertRefused(other, "openssl pkey -in " + other);
    }
  }

  private static void assertRefused(Path key, String message) {
    TlsFiles wrong = new TlsFiles(files.certificates(), key);
    assertThatThrownBy(
            () -> TestServer.with(options -> options.withTls(wrong), TestServer::echoHead))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aCertificateOutOfItsTimeIsComplainedOf() throws Exception {
    PemFiles pem = PemFiles.read(files);
    Instant begins = pem.certificate().getNotBefore().toInstant();
    assertThat(pem.complaint(begins.plusSeconds(60))).isEmpty();
    assertThat(pem.complaint(begins.minusSeconds(60))).get().asString().contains(begins.toString());
    assertThat(pem.complaint(begins.plus(Duration.ofDays(3)))).get().asString().contains("expired");
  }

  @Test
  void fileThatIsNoCertificateIsNamed() throws Exception {
    Path nonsense = Files.writeString(directory.resolve("nonsense.pem"), "nonsense");
    assertThatThrownBy(
            () ->
                TestServer.with(
                    options -> options.withTls(new TlsFiles(nonsense, files.key())),
                    TestServer::echoHead))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("certificate file " + nonsense);
  }
}
