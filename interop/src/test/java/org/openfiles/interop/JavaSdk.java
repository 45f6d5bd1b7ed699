package org.openfiles.interop;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// Clients of the AWS SDK for Java v2 for an endpoint: path style, no second attempt.
final class JavaSdk {
  private JavaSdk() {}

  static S3Client client(Endpoint endpoint) {
    return builder(endpoint).build();
  }

  static S3ClientBuilder builder(Endpoint endpoint) {
    return S3Client.builder()
        .endpointOverride(endpoint.uri())
        .region(Region.of(Endpoint.REGION))
        .credentialsProvider(credentials(endpoint))
        .forcePathStyle(true)
        .overrideConfiguration(
            o ->
                o.retryStrategy(DefaultRetryStrategy.doNotRetry())
                    .apiCallTimeout(Duration.ofMinutes(2)))
        .httpClient(
            Apache5HttpClient.builder().tlsTrustManagersProvider(() -> trusted(endpoint)).build());
  }

  static S3AsyncClientBuilder asynchronous(Endpoint endpoint) {
    return S3AsyncClient.builder()
        .endpointOverride(endpoint.uri())
        .region(Region.of(Endpoint.REGION))
        .credentialsProvider(credentials(endpoint))
        .forcePathStyle(true);
  }

  static S3Presigner presigner(Endpoint endpoint) {
    return S3Presigner.builder()
        .endpointOverride(endpoint.uri())
        .region(Region.of(Endpoint.REGION))
        .credentialsProvider(credentials(endpoint))
        .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
        .build();
  }

  private static StaticCredentialsProvider credentials(Endpoint endpoint) {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(endpoint.accessKey(), endpoint.secretKey()));
  }

  /// Trusts the endpoint's own certificate and no other; nothing where there is none.
  private static TrustManager[] trusted(Endpoint endpoint) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      if (endpoint.certificate().isPresent()) {
        try (InputStream pem = Files.newInputStream(endpoint.certificate().get())) {
          store.setCertificateEntry(
              "server", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return factory.getTrustManagers();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("the server's certificate cannot be trusted", e);
    }
  }
}
