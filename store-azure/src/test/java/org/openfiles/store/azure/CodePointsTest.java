package org.openfiles.store.azure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodePointsTest {

  @ParameterizedTest
  @CsvSource({
    "a/, a0, a0",
    "a\ud7ff, a\ue000, a\ud800\udc00",
    "a\ud83d\ude00, a\ud83d\ude01, a\ud83d\ude01",
    "a\ud83d\udfff, a\ud83e\udc00, a\ud83e\udc00",
    "a\uffff, a\ud800\udc00, b",
    "a\udbff\udfff, b, a\ue000",
    "a\uffff\uffff, a\uffff\ud800\udc00, b",
    "\udbff\udfff, '', \ue000",
    "\uffff, \ud800\udc00, ''",
  })
  void leastTextBehindAPrefixIsFoundInBothOrders(String prefix, String utf8, String utf16) {
    assertThat(CodePoints.behindInUtf8(prefix)).isEqualTo(utf8);
    assertThat(CodePoints.behindInUtf16(prefix)).isEqualTo(utf16);
  }
}
