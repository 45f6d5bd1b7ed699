package org.openfiles.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openfiles.posix.TestFolder.raw;

import java.nio.file.InvalidPathException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNameTest {
  @ParameterizedTest
  @CsvSource({
    "plain.txt, plain.txt",
    "\u00c3\u00a9, é",
    "\u00e2\u0082\u00ac, €",
    "\u00f0\u009f\u0098\u0080, 😀",
    "\u00ff, \\xFF",
    "a\u00c3, a\\xC3",
    "\u00c3(, \\xC3(",
    "\u00c0\u0080, \\xC0\\x80",
    "\u00ed\u00a0\u0080x, \\xED\\xA0\\x80x",
    "\u00f0\u009f\u0098, \\xF0\\x9F\\x98",
    "a\tb, a\\x09b",
    "\u007f, \\x7F",
    "\u00c2\u0085, \\xC2\\x85",
  })
  void displaysUtf8AndHexForTheRest(String latin1, String expected) {
    assertThat(FileName.display(raw(latin1))).isEqualTo(expected);
  }

  @Test
  void aStringBecomesItsUtf8Bytes() {
    assertThat(FileName.bytes("é/😀")).isEqualTo(raw("\u00c3\u00a9/\u00f0\u009f\u0098\u0080"));
    assertThat(FileName.bytes("")).isEmpty();
  }

  @Test
  void aLoneSurrogateIsRefusedInsteadOfBecomingAQuestionMark() {
    assertThatThrownBy(() -> FileName.bytes("a\ud800")).isInstanceOf(InvalidPathException.class);
  }
}
