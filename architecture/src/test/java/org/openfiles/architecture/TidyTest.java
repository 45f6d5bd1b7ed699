package org.openfiles.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What a reader of any source file can count on.
class TidyTest {
  private static final int COLUMNS = 100;
  private static final int COLUMNS_ELSEWHERE = 120;
  private static final int LINES = 500;

  /// One state under one lock, whose parts do not come apart cleanly: longer, but not by much.
  private static final Set<String> LONGER = Set.of("Ledger.java");

  private static final int LINES_OF_LONGER = 600;
  private static final Pattern LEFT_OPEN = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b");

  private final Checkout checkout = Checkout.here();
  private final List<Path> sources =
      checkout.files(checkout.root(), ".java", ".py", ".sh", ".mjs", ".go", "/check", "/openfiles");

  @Test
  void linesFitTheScreen() {
    assertThat(lines(line -> columns(line) > COLUMNS).filter(place -> place.contains("/main/")))
        .isEmpty();
    assertThat(lines(line -> columns(line) > COLUMNS_ELSEWHERE && !isData(line))).isEmpty();
  }

  /// A row of a table, or a literal alone in its line: broken up, it would be harder to read.
  private static boolean isData(String line) {
    String text = line.strip();
    return text.startsWith("| ") || text.startsWith("\"") || text.startsWith("{\"");
  }

  @Test
  void filesHaveOneIdeaEach() {
    assertThat(sources.stream().filter(file -> Checkout.text(file).lines().count() > limit(file)))
        .isEmpty();
  }

  private static int limit(Path file) {
    return LONGER.contains(file.getFileName().toString()) ? LINES_OF_LONGER : LINES;
  }

  @Test
  void nothingIsLeftOpen() {
    assertThat(lines(line -> LEFT_OPEN.matcher(line).find())).isEmpty();
  }

  @Test
  void javaHasNoTabs() {
    assertThat(lines(line -> line.indexOf('\t') >= 0).filter(place -> place.contains(".java:")))
        .isEmpty();
  }

  @Test
  void everyModuleIsNullMarked() {
    assertThat(
            sources.stream()
                .filter(file -> file.endsWith("src/main/java/module-info.java"))
                .filter(file -> !Checkout.text(file).contains("@NullMarked")))
        .isEmpty();
  }

  @Test
  void everyModuleOfCodeHasAModuleInfo() {
    assertThat(
            checkout.modules().stream()
                .filter(module -> !checkout.mainSources(module).isEmpty())
                .filter(module -> !Place.of(module).isEmpty())
                .filter(module -> !hasModuleInfo(module)))
        .isEmpty();
  }

  /// A row of a Markdown table cannot be broken; whatever is longer can.
  private static int columns(String line) {
    return line.strip().startsWith("/// |") ? 0 : line.codePointCount(0, line.length());
  }

  private boolean hasModuleInfo(String module) {
    return checkout.mainSources(module).stream()
        .anyMatch(file -> file.endsWith("module-info.java"));
  }

  private Stream<String> lines(Predicate<String> untidy) {
    return sources.stream()
        .flatMap(
            file -> {
              var lines = Checkout.text(file).lines().toList();
              return Stream.iterate(0, n -> n < lines.size(), n -> n + 1)
                  .filter(n -> untidy.test(lines.get(n)))
                  .map(n -> checkout.name(file) + ":" + (n + 1) + ": " + lines.get(n));
            });
  }
}
