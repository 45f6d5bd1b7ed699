package org.openfiles.interop;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The scenarios of `clients/js/client.mjs`: AWS SDK for JavaScript v3.
@ExtendWith(RunningServer.class)
class JavaScriptSdkTest {
  private static void run(String scenario, Bucket bucket) throws IOException {
    String modules = Workplace.installed("js", "js");
    Map<String, String> trust =
        bucket
            .endpoint()
            .certificate()
            .map(pem -> Map.of("NODE_EXTRA_CA_CERTS", pem.toString()))
            .orElse(Map.of());
    Program.of("node", List.of("node"))
        .with(bucket.endpoint().environment())
        .with(trust)
        .run(Workplace.script("js/client.mjs"), modules, scenario, bucket.name());
  }

  @ParameterizedTest
  @ValueSource(strings = {"upload", "trailer", "presigned", "post", "pages"})
  void scenarioEndsWell(String scenario, Bucket bucket) throws IOException {
    run(scenario, bucket);
  }

  @ParameterizedTest
  @ValueSource(strings = {"upload", "trailer"})
  void scenarioEndsWellOverTls(String scenario, @Tls Bucket bucket) throws IOException {
    run(scenario, bucket);
  }
}
