package org.openfiles.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The words of the S3 protocol stay in the S3 door (and later in the S3 store): everything else is
/// written in the core's own terms, so that a second door costs one door and not a rewrite.
class WordsTest {
  private static final Pattern S3 =
      Pattern.compile(
          "x-amz|AWS4-HMAC|\\bNoSuch(Key|Bucket|Upload)\\b|ListBucketResult",
          Pattern.CASE_INSENSITIVE);

  private final Checkout checkout = Checkout.here();

  @Test
  void wordsOfTheS3ProtocolStayBehindItsDoor() {
    assertThat(
            checkout.modules().stream()
                .filter(module -> !module.matches("door-s3|store-s3|interop|bench"))
                .flatMap(this::s3Words))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"X-Amz-Date", "code = NoSuchKey;", "<ListBucketResult>", "AWS4-HMAC-SHA256"})
  void theWordsAreKnownWhereverTheyStand(String text) {
    assertThat(S3.matcher(text).find()).isTrue();
  }

  private Stream<String> s3Words(String module) {
    return checkout.mainSources(module).stream().flatMap(this::s3Words);
  }

  private Stream<String> s3Words(Path file) {
    return S3.matcher(Checkout.text(file))
        .results()
        .map(found -> checkout.name(file) + ": " + found.group());
  }
}
