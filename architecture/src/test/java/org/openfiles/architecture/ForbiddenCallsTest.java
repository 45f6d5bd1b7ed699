package org.openfiles.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openfiles.architecture.fixture.Allowed;
import org.openfiles.architecture.fixture.Dice;
import org.openfiles.architecture.fixture.Shouts;

/// Static clocks, randomness and the console are for the assembly (server and cli) and for tests.
class ForbiddenCallsTest {
  @Test
  void onlyTheAssemblyChoosesClocksAndRandomness() {
    noClasses()
        .that(areNotIn(Set.of(Place.SERVER, Place.COMMAND, Place.TESTKIT)))
        .should(ForbiddenCalls.clocksAndRandomness())
        .check(Classes.ALL);
  }

  @Test
  void onlyTheCommandsOwnTheConsole() {
    noClasses()
        .that(areNotIn(Set.of(Place.COMMAND)))
        .should(ForbiddenCalls.consoleAndExit())
        .check(Classes.ALL);
  }

  @Test
  void everyForbiddenCallOfTheFixturesIsFound() {
    assertThat(violations(ForbiddenCalls.clocksAndRandomness(), Dice.class)).isEqualTo(Dice.CALLS);
    assertThat(violations(ForbiddenCalls.consoleAndExit(), Shouts.class)).isEqualTo(Shouts.CALLS);
  }

  @Test
  void callsWithAGivenClockOrSeedAreAllowed() {
    assertThat(violations(ForbiddenCalls.clocksAndRandomness(), Allowed.class)).isZero();
    assertThat(violations(ForbiddenCalls.consoleAndExit(), Allowed.class)).isZero();
  }

  private static int violations(ArchCondition<JavaClass> condition, Class<?> fixture) {
    JavaClasses classes = new ClassFileImporter().importClasses(fixture);
    ArchRule rule = noClasses().should(condition);
    return rule.evaluate(classes).getFailureReport().getDetails().size();
  }

  private static DescribedPredicate<JavaClass> areNotIn(Set<Place> places) {
    return DescribedPredicate.describe(
        "are not in " + places, type -> Classes.placeOf(type).filter(places::contains).isEmpty());
  }
}
