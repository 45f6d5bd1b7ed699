package org.openfiles.interop;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The scenarios of `clients/python/boto3_client.py`.
@ExtendWith(RunningServer.class)
class Boto3Test {
  private static void run(String scenario, Bucket bucket) throws IOException {
    Program.of("boto3", List.of(Workplace.installed("boto3", "python/bin/python")))
        .with(bucket.endpoint().environment())
        .run(Workplace.script("python/boto3_client.py"), scenario, bucket.name());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "checksums",
        "multipart_checksums",
        "transfer",
        "presigned_post",
        "pages",
        "conditional",
        "resource"
      })
  void scenarioEndsWell(String scenario, Bucket bucket) throws IOException {
    run(scenario, bucket);
  }

  @ParameterizedTest
  @ValueSource(strings = {"checksums", "transfer"})
  void scenarioEndsWellOverTls(String scenario, @Tls Bucket bucket) throws IOException {
    run(scenario, bucket);
  }

  @Test
  void trailingChecksumsAreTakenOverTls(@Tls Bucket bucket) throws IOException {
    run("trailer", bucket);
  }
}
