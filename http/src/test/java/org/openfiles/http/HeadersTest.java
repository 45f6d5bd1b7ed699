package org.openfiles.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest {
  @Test
  void namesIgnoreCaseAndOrderIsKept() {
    Headers headers = Headers.of("A", "1", "b", "2", "a", "3");
    assertThat(headers.first("a")).contains("1");
    assertThat(headers.all("A")).containsExactly("1", "3");
    assertThat(headers.all("c")).isEmpty();
    assertThat(headers.first("c")).isEmpty();
    assertThat(headers.names()).containsExactly("A", "b");
    assertThat(headers.contains("B")).isTrue();
    assertThat(headers.size()).isEqualTo(3);
    assertThat(headers).hasToString("A: 1\nb: 2\na: 3\n");
  }

  @Test
  void builderLeavesTheOriginalAlone() {
    Headers headers = Headers.of("A", "1", "b", "2", "a", "3");
    Headers changed = headers.toBuilder().set("a", "4").addAll(Headers.of("c", "5")).build();
    assertThat(changed).isEqualTo(Headers.of("b", "2", "a", "4", "c", "5"));
    assertThat(changed).hasSameHashCodeAs(Headers.of("b", "2", "a", "4", "c", "5"));
    assertThat(changed.toBuilder().remove("B").build().size()).isEqualTo(2);
    assertThat(headers).isEqualTo(Headers.of("A", "1", "b", "2", "a", "3"));
    assertThat(headers.toBuilder().remove("a").remove("b").build()).isEqualTo(Headers.EMPTY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nb", "a\nb", "a\u0000", "\u007f", "\u001b[0m"})
  void valueWithControlCharactersIsRefused(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Headers.of("x-amz-meta-a", value))
        .withMessageContaining("x-amz-meta-a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a:", "\u00e9", "a\r\n"})
  void nameThatIsNoTokenIsRefused(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> Headers.of(name, "v"));
  }

  @Test
  void tabsAndAnyOtherTextAreValues() {
    assertThat(Headers.of("a", "b\tc é €").first("A")).contains("b\tc é €");
  }
}
