package org.openfiles.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodedWordsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "a b",
        " edge ",
        "gr\u00fc\u00dfe",
        "\ud83d\ude00",
        "a\nb\t\u0001",
        "\u007f",
        "=?UTF-8?B?eA==?=",
        "=?",
        "=?UTF-8?B??="
      })
  void whateverIsEncodedIsPrintableAndComesBack(String text) {
    String header = EncodedWords.encode(text);

    assertThat(EncodedWords.isPrintable(header)).isTrue();
    assertThat(header.strip()).isEqualTo(header);
    assertThat(EncodedWords.decode(header)).isEqualTo(text);
  }

  @Test
  void plainTextStaysReadable() {
    assertThat(EncodedWords.encode("a = b; c")).isEqualTo("a = b; c");
  }

  @ParameterizedTest
  @CsvSource({
    "=?utf-8?q?a_b=C3=A9?=,a b\u00e9",
    "=?ISO-8859-1?Q?=E9?=,\u00e9",
    "=?UTF-8?b?YQ==?= =?UTF-8?b?Yg==?=,ab"
  })
  void wordsOfOthersAreDecoded(String header, String text) {
    assertThat(EncodedWords.decode(header)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=?UTF-8?B?%?=",
        "=?nowhere?B?eA==?=",
        "=?UTF-8?Q?=4?=",
        "=?x",
        "a =?UTF-8?B?eA==?="
      })
  void brokenWordsStayAsTheyAre(String header) {
    assertThat(EncodedWords.decode(header)).isEqualTo(header);
  }
}
