package org.openfiles.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The documents say what is there: modules, files, and the parts of a decision.
class DocumentsTest {
  private static final Pattern MODULE_ROW = Pattern.compile("(?m)^\\| `([a-z0-9-]+)` \\|");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");

  private final Checkout checkout = Checkout.here();

  @Test
  void theArchitectureListsEveryModuleOnce() {
    var text = Checkout.text(checkout.root().resolve("ARCHITECTURE.md"));
    assertThat(MODULE_ROW.matcher(text).results().map(row -> row.group(1)))
        .containsExactlyInAnyOrderElementsOf(checkout.modules());
  }

  @Test
  void linksInDocumentsLeadSomewhere() {
    assertThat(checkout.files(checkout.root(), ".md").stream().flatMap(this::deadLinks)).isEmpty();
  }

  @Test
  void decisionsHaveTheirFourParts() {
    assertThat(checkout.files(checkout.root().resolve("docs/decisions"), ".md"))
        .isNotEmpty()
        .allSatisfy(
            file ->
                assertThat(Checkout.text(file))
                    .containsSubsequence(
                        List.of("## Context", "## Decision", "## Consequences", "## Rejected")));
  }

  private Stream<String> deadLinks(Path document) {
    return LINK.matcher(Checkout.text(document))
        .results()
        .map(link -> link.group(1))
        .filter(target -> !Files.exists(document.resolveSibling(target)))
        .map(target -> checkout.name(document) + " -> " + target);
  }
}
