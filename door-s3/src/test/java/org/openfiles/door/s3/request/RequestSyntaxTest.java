package org.openfiles.door.s3.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openfiles.core.ETag;
import org.openfiles.door.s3.error.S3Exception;

class RequestSyntaxTest {
  private static final Instant INSTANT = Instant.parse("1994-11-06T08:49:37.123456789Z");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sun, 6 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994"
      })
  void datesAreReadInTheirThreeForms(String text) {
    assertThat(HttpDate.parse(text)).contains(Instant.ofEpochSecond(INSTANT.getEpochSecond()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "now", "Sun, 31 Feb 1994 08:49:37 GMT", "1994-11-06T08:49:37Z"})
  void whatIsNoDateIsNone(String text) {
    assertThat(HttpDate.parse(text)).isEmpty();
  }

  @Test
  void datesAreWrittenInOneForm() {
    assertThat(HttpDate.format(INSTANT)).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
    assertThat(HttpDate.format(Instant.EPOCH)).isEqualTo("Thu, 01 Jan 1970 00:00:00 GMT");
    assertThat(IsoDate.format(INSTANT)).isEqualTo("1994-11-06T08:49:37.123Z");
    assertThat(IsoDate.format(Instant.EPOCH)).isEqualTo("1970-01-01T00:00:00.000Z");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"a\"', true, true",
    "a, true, true",
    "'\"b\", \"a\"', true, true",
    "'b, a', true, true",
    "'W/\"a\"', false, true",
    "'*', true, true",
    "'\"b\"', false, false",
    "'', false, false",
    "',', false, false",
    "'\"a', true, true"
  })
  void etagsAreMatchedStronglyAndWeakly(String header, boolean strong, boolean weak) {
    EntityTags tags = EntityTags.parse(header);
    assertThat(tags.match(new ETag("a"))).isEqualTo(strong);
    assertThat(tags.matchWeakly(new ETag("a"))).isEqualTo(weak);
  }

  @ParameterizedTest
  @CsvSource({
    "a%20b, a b, a b",
    "a+b, a+b, a b",
    "%2525, %25, %25",
    "%c3%A9, é, é",
    "%2f..%2F, /../, /../"
  })
  void anEscapeIsUndoneOnce(String encoded, String decoded, String ofAForm) {
    assertThat(PercentCode.decode(encoded)).contains(decoded);
    assertThat(PercentCode.decodeForm(encoded)).contains(ofAForm);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "a%", "%1", "%1g", "%-1", "%80", "%ed%a0%80", "%f4%90%80%80"})
  void aBrokenEscapeIsNone(String encoded) {
    assertThat(PercentCode.decode(encoded)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b-_.~", "a b+c%d", "é\uD83D\uDE00", "\u0000\n\u007f", "*'()!&=?#"})
  void whatIsEncodedIsDecodedWithAndWithoutPlus(String text) {
    String encoded = PercentCode.encodePath(text);
    assertThat(encoded).matches("[A-Za-z0-9%/._~-]*");
    assertThat(PercentCode.decode(encoded)).contains(text);
    assertThat(PercentCode.decodeForm(encoded)).contains(text);
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
