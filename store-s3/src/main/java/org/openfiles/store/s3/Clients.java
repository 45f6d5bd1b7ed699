package org.openfiles.store.s3;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/// Makes the SDK's client: one that works with old servers, and tries nothing twice by itself.
final class Clients {
  private Clients() {}

  static S3Client of(S3StoreOptions options) {
    S3ClientBuilder builder =
        S3Client.builder()
            .region(Region.of(options.region()))
            .credentialsProvider(credentials(options.credentials()))
            .forcePathStyle(options.pathStyle())
            // Trailing checksums and signed chunks are what servers that are not AWS lack.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false))
            // Attempts tries again: it has to know whether an earlier try may have happened.
            .overrideConfiguration(
                override ->
                    override
                        .retryStrategy(AwsRetryStrategy.doNotRetry())
                        .addExecutionInterceptor(new LegalXml()))
            .httpClientBuilder(
                Apache5HttpClient.builder()
                    .maxConnections(options.connections())
                    .connectionTimeout(options.connectTimeout())
                    .connectionAcquisitionTimeout(options.idleTimeout())
                    .socketTimeout(options.idleTimeout())
                    .tcpKeepAlive(true));
    options.endpoint().ifPresent(builder::endpointOverride);
    return builder.build();
  }

  private static AwsCredentialsProvider credentials(S3Credentials credentials) {
    return switch (credentials) {
      case S3Credentials.Default _ -> DefaultCredentialsProvider.builder().build();
      case S3Credentials.Keys keys when keys.sessionToken().isPresent() ->
          StaticCredentialsProvider.create(
              AwsSessionCredentials.create(
                  keys.accessKey(), keys.secretKey(), keys.sessionToken().get()));
      case S3Credentials.Keys keys ->
          StaticCredentialsProvider.create(
              AwsBasicCredentials.create(keys.accessKey(), keys.secretKey()));
    };
  }
}
