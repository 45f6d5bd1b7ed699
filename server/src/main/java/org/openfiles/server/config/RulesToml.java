package org.openfiles.server.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.openfiles.engine.ConflictRule;
import org.openfiles.engine.ImportRule;

/// The rules of a volume by prefix: what is fetched ahead, and who gives way in a conflict.
final class RulesToml {
  private RulesToml() {}

  static List<ImportRule> imports(List<Table> tables) throws ConfigurationException {
    List<ImportRule> rules = new ArrayList<>();
    Set<String> prefixes = new HashSet<>();
    for (Table table : tables) {
      try (table) {
        String prefix = prefix(table, prefixes);
        long size =
            table.whole("size_less_than", 0, Long.MAX_VALUE).orElse(ImportRule.ROOT.sizeLessThan());
        ImportRule.Trigger trigger =
            switch (table.text("trigger").orElse("on-directory-first-access")) {
              case "on-directory-first-access" -> ImportRule.Trigger.ON_DIRECTORY_FIRST_ACCESS;
              case "on-file-access" -> ImportRule.Trigger.ON_FILE_ACCESS;
              default ->
                  throw table.at(
                      "trigger", "must be `on-directory-first-access` or `on-file-access`");
            };
        rules.add(new ImportRule(prefix, trigger, size));
      }
    }
    return rules;
  }

  static List<ConflictRule> conflicts(List<Table> tables) throws ConfigurationException {
    List<ConflictRule> rules = new ArrayList<>();
    Set<String> prefixes = new HashSet<>();
    for (Table table : tables) {
      try (table) {
        String prefix = prefix(table, prefixes);
        ConflictRule.Policy policy =
            switch (table.requiredText("policy")) {
              case "store-wins" -> ConflictRule.Policy.STORE_WINS;
              case "keep-both" -> ConflictRule.Policy.KEEP_BOTH;
              case "files-win" -> ConflictRule.Policy.FILES_WIN;
              default ->
                  throw table.at("policy", "must be `store-wins`, `keep-both` or `files-win`");
            };
        rules.add(new ConflictRule(prefix, policy));
      }
    }
    return rules;
  }

  private static String prefix(Table table, Set<String> prefixes) throws ConfigurationException {
    String prefix = BucketToml.prefix(table.text("prefix").orElse(""));
    if (!prefixes.add(prefix)) {
      throw table.at("prefix", "has a rule already: " + (prefix.isEmpty() ? "the root" : prefix));
    }
    return prefix;
  }
}
