package org.openfiles.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExtensionContext;

class DeviationsTest {

  /// A suite of two cases, of which one is named.
  @Deviation(test = "hashCode", because = "it rains")
  private static final class Named {}

  /// A suite that names none of its cases.
  @Deviation(test = "rainsCatsAndDogs", because = "it rains")
  private static final class Misnamed {}

  @Test
  void namedCaseIsSkippedWithItsReasonAndOthersAreNot() throws Exception {
    ConditionEvaluationResult named = judge(Named.class, "hashCode");
    assertThat(named.isDisabled()).isTrue();
    assertThat(named.getReason()).contains("it rains");
    assertThat(judge(Named.class, "toString").isDisabled()).isFalse();
  }

  @Test
  void nameThatNoCaseHasFailsTheSuite() throws Exception {
    ExtensionContext misnamed = context(Misnamed.class, "toString");
    assertThatThrownBy(() -> new Deviations().beforeAll(misnamed))
        .hasMessageContaining("rainsCatsAndDogs");
    new Deviations().beforeAll(context(Named.class, "toString"));
  }

  private static ConditionEvaluationResult judge(Class<?> suite, String test) throws Exception {
    return new Deviations().evaluateExecutionCondition(context(suite, test));
  }

  /// What the extension asks of a context.
  private static ExtensionContext context(Class<?> suite, String test) throws Exception {
    Object method = suite.getMethod(test);
    return (ExtensionContext)
        Proxy.newProxyInstance(
            ExtensionContext.class.getClassLoader(),
            new Class<?>[] {ExtensionContext.class},
            (_, asked, _) ->
                switch (asked.getName()) {
                  case "getRequiredTestClass" -> suite;
                  case "getTestMethod" -> Optional.of(method);
                  default -> throw new UnsupportedOperationException(asked.getName());
                });
  }
}
