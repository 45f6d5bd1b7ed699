package org.openfiles.testkit;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Skips what a suite's [Deviation]s name.
final class Deviations implements ExecutionCondition, BeforeAllCallback {

  @Override
  public void beforeAll(ExtensionContext context) {
    Class<?> suite = context.getRequiredTestClass();
    Set<String> cases =
        Arrays.stream(suite.getMethods()).map(Method::getName).collect(Collectors.toSet());
    for (Deviation deviation : of(suite)) {
      if (!cases.contains(deviation.test())) {
        throw new IllegalStateException(suite + " deviates from no case: " + deviation.test());
      }
    }
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    Optional<String> test = context.getTestMethod().map(Method::getName);
    return Arrays.stream(of(context.getRequiredTestClass()))
        .filter(deviation -> test.equals(Optional.of(deviation.test())))
        .map(deviation -> ConditionEvaluationResult.disabled(deviation.because()))
        .findFirst()
        .orElse(ConditionEvaluationResult.enabled("no deviation"));
  }

  private static Deviation[] of(Class<?> suite) {
    return suite.getAnnotationsByType(Deviation.class);
  }
}
