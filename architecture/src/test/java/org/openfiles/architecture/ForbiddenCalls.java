package org.openfiles.architecture;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// Calls that make a program untestable or its output unowned. Time and randomness come in as
/// parameters (`InstantSource`, `RandomGenerator`), so that a test can choose them;
/// `System.nanoTime` stays allowed, because a duration is no point in time.
final class ForbiddenCalls {
  private ForbiddenCalls() {}

  private static final Set<String> CLOCK_TYPES =
      Set.of("java.time.Clock", "java.time.InstantSource");
  private static final Set<String> RANDOM_TYPES =
      Set.of(
          "java.util.Random",
          "java.util.SplittableRandom",
          "java.util.random.RandomGenerator",
          "java.util.random.RandomGeneratorFactory",
          "java.security.SecureRandom");

  static ArchCondition<JavaClass> clocksAndRandomness() {
    return new Condition("call static clocks or randomness", ForbiddenCalls::readsClockOrDice);
  }

  static ArchCondition<JavaClass> consoleAndExit() {
    return new Condition("write to the console or end the process", ForbiddenCalls::isConsole);
  }

  private static boolean readsClockOrDice(AccessTarget target) {
    var owner = target.getOwner().getName();
    var name = target.getName();
    if (owner.startsWith("java.time.") && name.equals("now")) {
      return parameters(target).stream().noneMatch(CLOCK_TYPES::contains);
    }
    return switch (owner) {
      case "java.time.Clock" -> name.startsWith("system") || name.startsWith("tick");
      case "java.time.InstantSource" -> name.equals("system");
      case "java.lang.System" -> name.equals("currentTimeMillis");
      case "java.util.Date" -> name.equals("<init>") && parameters(target).isEmpty();
      case "java.util.UUID" -> name.equals("randomUUID");
      case "java.lang.Math", "java.lang.StrictMath" -> name.equals("random");
      case "java.util.concurrent.ThreadLocalRandom" -> name.equals("current");
      case "java.util.Collections" ->
          name.equals("shuffle") && parameters(target).equals(List.of("java.util.List"));
      default -> RANDOM_TYPES.contains(owner) && makesOne(name) && unseeded(owner, target);
    };
  }

  private static boolean makesOne(String name) {
    return Set.of("<init>", "of", "getDefault", "getInstance", "getInstanceStrong", "create")
        .contains(name);
  }

  /// A seeded `Random` is arithmetic; a `SecureRandom` is never predictable.
  private static boolean unseeded(String owner, AccessTarget target) {
    return owner.equals("java.security.SecureRandom") || !parameters(target).contains("long");
  }

  private static boolean isConsole(AccessTarget target) {
    var owner = target.getOwner().getName();
    return switch (target.getName()) {
      case "out", "err", "console", "exit" -> owner.equals("java.lang.System");
      case "exit0", "halt" -> owner.equals("java.lang.Runtime");
      case "printStackTrace" -> target.getOwner().isAssignableTo(Throwable.class);
      default -> owner.startsWith("java.util.logging.");
    };
  }

  private static List<String> parameters(AccessTarget target) {
    return target instanceof AccessTarget.CodeUnitAccessTarget unit
        ? unit.getRawParameterTypes().stream().map(JavaClass::getName).toList()
        : List.of();
  }

  private static final class Condition extends ArchCondition<JavaClass> {
    private final Predicate<AccessTarget> forbidden;

    Condition(String description, Predicate<AccessTarget> forbidden) {
      super(description);
      this.forbidden = forbidden;
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
      for (JavaAccess<?> access : type.getAccessesFromSelf()) {
        if (forbidden.test(access.getTarget())) {
          events.add(SimpleConditionEvent.satisfied(access, access.getDescription()));
        }
      }
    }
  }
}
