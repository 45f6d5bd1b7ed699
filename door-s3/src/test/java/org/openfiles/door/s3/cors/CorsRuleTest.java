package org.openfiles.door.s3.cors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorsRuleTest {
  @ParameterizedTest
  @CsvSource({
    "*.suffix,foo.suffix,true",
    "*.suffix,foo.suffix.get,false",
    "start*end,startend,true",
    "start*end,start1end,true",
    "start*end,start1end12,false",
    "prefix*,prefix.suffix,true",
    "prefix*,0start12end,false",
    "*,anything,true",
    "abc,abc,true",
    "abc,abcd,false",
    "aa*a,aa,false"
  })
  void anOriginMatchesWithItsOneStar(String pattern, String origin, boolean admitted) {
    CorsRule rule =
        new CorsRule(
            Optional.empty(),
            List.of(pattern),
            List.of("GET"),
            List.of(),
            List.of(),
            Optional.empty());

    assertThat(rule.admits(origin, "GET")).isEqualTo(admitted);
    assertThat(rule.admits(origin, "PUT")).isFalse();
  }
}
