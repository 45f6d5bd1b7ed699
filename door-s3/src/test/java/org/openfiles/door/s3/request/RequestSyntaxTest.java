package org.openfiles.door.s3.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openfiles.door.s3.error.S3Exception;

class RequestSyntaxTest {
  private static final Instant INSTANT = Instant.parse("1994-11-06T08:49:37.123456789Z");

  @Test
  void datesAreWrittenInOneForm() {
    assertThat(IsoDate.format(INSTANT)).isEqualTo("1994-11-06T08:49:37.123Z");
    assertThat(IsoDate.format(Instant.EPOCH)).isEqualTo("1970-01-01T00:00:00.000Z");
  }

  @Test
  void tagsAreReadFromAHeader() throws S3Exception {
    assertThat(TagSet.parseHeader("a=1&b=&c&d%20e=%C3%A9&&f=x+y"))
        .isEqualTo(Map.of("a", "1", "b", "", "c", "", "d e", "é", "f", "x y"));
    assertThat(TagSet.parseHeader("")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'=1', InvalidArgument",
    "'a=1&a=2', InvalidArgument",
    "'a=%', InvalidArgument",
    "'aws:a=1', InvalidTag",
    "'a?=1', InvalidTag",
    "'a=1;2', InvalidTag",
    "'a=1&b=2&c=3&d=4&e=5&f=6&g=7&h=8&i=9&j=10&k=11', BadRequest"
  })
  void tagsThatAreNoneAreRefused(String header, String code) {
    assertThatThrownBy(() -> TagSet.parseHeader(header))
        .isInstanceOfSatisfying(
            S3Exception.class, e -> assertThat(e.error().code()).isEqualTo(code));
  }

  @Test
  void tagsHaveLimits() throws S3Exception {
    TagSet.parseHeader("é".repeat(128) + "=" + "v".repeat(256));
    assertThatThrownBy(() -> TagSet.parseHeader("k".repeat(129) + "=v"))
        .isInstanceOf(S3Exception.class);
    assertThatThrownBy(() -> TagSet.parseHeader("k=" + "v".repeat(257)))
        .isInstanceOf(S3Exception.class);
  }
}
