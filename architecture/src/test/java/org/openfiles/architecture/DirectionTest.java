package org.openfiles.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.junit.jupiter.api.Test;

/// Doors and stores know the core and not each other; only the server and the commands know all.
class DirectionTest {
  private static final Checkout checkout = Checkout.here();

  @Test
  void everyModuleWithClassesHasAPlace() {
    assertThat(checkout.classFolders()).isNotEmpty();
    assertThat(Classes.ALL)
        .allSatisfy(
            type ->
                assertThat(Classes.placeOf(type))
                    .as("a place in Place for the module of %s", type.getName())
                    .isPresent());
  }

  @Test
  void modulesKnowOnlyWhatTheirPlaceAllows() {
    classes().should(knowOnlyWhatTheirPlaceAllows()).check(Classes.ALL);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("org.openfiles.(**)").should().beFreeOfCycles().check(Classes.ALL);
  }

  @Test
  void onlyTheHttpModuleSeesNetty() {
    classes()
        .that(areNotIn(Place.PROTOCOL))
        .should()
        .onlyDependOnClassesThat(
            DescribedPredicate.describe(
                "are not Netty's", type -> !type.getPackageName().startsWith("io.netty")))
        .check(Classes.ALL);
  }

  private static DescribedPredicate<JavaClass> areNotIn(Place place) {
    return DescribedPredicate.describe(
        "are not in " + place, type -> Classes.placeOf(type).filter(place::equals).isEmpty());
  }

  private static ArchCondition<JavaClass> knowOnlyWhatTheirPlaceAllows() {
    return new ArchCondition<>("know only what their place allows") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        var module = Classes.moduleOf(type);
        var place = Classes.placeOf(type);
        for (var dependency : type.getDirectDependenciesFromSelf()) {
          var other = Classes.placeOf(dependency.getTargetClass());
          var own = Classes.moduleOf(dependency.getTargetClass()).equals(module);
          if (!own && place.isPresent() && other.isPresent()) {
            events.add(
                new SimpleConditionEvent(
                    dependency,
                    place.get().mayKnow().contains(other.get()),
                    place.get() + " knows " + other.get() + ": " + dependency.getDescription()));
          }
        }
      }
    };
  }
}
