package org.openfiles.door.s3.object;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentTypesTest {

  @ParameterizedTest
  @CsvSource({
    "a.html, text/html",
    "a/b.JPG, image/jpeg",
    "a.tar.gz, application/gzip",
    "a.b/c, binary/octet-stream",
    "noextension, binary/octet-stream",
    "a.unheardof, binary/octet-stream",
    "a., binary/octet-stream",
    ".json, application/json"
  })
  void theTypeFollowsFromTheName(String key, String type) {
    assertThat(ContentTypes.byName(key)).isEqualTo(type);
  }
}
