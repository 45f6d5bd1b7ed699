package org.openfiles.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderValuesTest {
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
    assertThat(tags.match("a")).isEqualTo(strong);
    assertThat(tags.matchWeakly("a")).isEqualTo(weak);
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
  void aRangeIsOneOfBytes() {
    assertThat(RangeHeader.parse("bytes=0-4")).contains(new RangeHeader.Between(0, 4));
    assertThat(RangeHeader.parse("Bytes=5-")).contains(new RangeHeader.Between(5, Long.MAX_VALUE));
    assertThat(RangeHeader.parse("bytes=-7")).contains(new RangeHeader.Last(7));
    assertThat(RangeHeader.parse("bytes=0-99999999999999999999"))
        .contains(new RangeHeader.Between(0, Long.MAX_VALUE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bytes",
        "bytes=",
        "bytes=-",
        "bytes=4-3",
        "bytes=0-1,3-4",
        "lines=0-1",
        "bytes=a-b",
        "bytes=0x1-2",
        "bytes= 0-1"
      })
  void whatIsNoSingleRangeIsNone(String header) {
    assertThat(RangeHeader.parse(header)).isEmpty();
  }
}
