package org.openfiles.interop;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The scenarios of `clients/go`: AWS SDK for Go v2.
@ExtendWith(RunningServer.class)
class GoSdkTest {
  private static void run(String scenario, Bucket bucket) throws IOException {
    Program.of("go", List.of(Workplace.installed("go", "s3client-go")))
        .with(bucket.endpoint().environment())
        .run(scenario, bucket.name());
  }

  @ParameterizedTest
  @ValueSource(strings = {"manager", "checksums", "presign", "pages", "conditional"})
  void scenarioEndsWell(String scenario, Bucket bucket) throws IOException {
    run(scenario, bucket);
  }

  /// A stream that cannot seek goes with a trailing checksum; the SDK does that over TLS only.
  @ParameterizedTest
  @ValueSource(strings = {"trailer", "manager"})
  void scenarioEndsWellOverTls(String scenario, @Tls Bucket bucket) throws IOException {
    run(scenario, bucket);
  }
}
