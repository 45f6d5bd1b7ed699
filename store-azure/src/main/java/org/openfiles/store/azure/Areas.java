package org.openfiles.store.azure;

import java.util.Optional;
import org.openfiles.core.Key;

/// Where the objects of a prefix lie: at their keys, and at packed names.
final class Areas {
  private static final int NAME_CHARS_MAX = 1024;

  private final AzureContainer container;

  Areas(AzureContainer container) {
    this.container = container;
  }

  /// @param delimiter that Azure rolls up by, or empty
  /// @param room how many entries are enough
  Run from(String prefix, String delimiter, Bound bound, int room) {
    Merge all = new Merge();
    if (!prefix.startsWith(BlobNames.RESERVED) && hasPlain(prefix)) {
      addPlain(all, prefix, delimiter, bound, room);
    }
    all.add(
        bound.text(),
        () ->
            new PackedRun(
                new BlobRun(
                    container,
                    BlobNames.PACKED + PackedName.ofPrefix(prefix),
                    "",
                    cut(PackedRun.start(bound.text())),
                    room),
                prefix,
                bound));
    return all;
  }

  private void addPlain(Merge all, String prefix, String delimiter, Bound bound, int room) {
    String text = bound.text();
    plainStart(text)
        .ifPresent(
            start ->
                all.add(
                    text,
                    () ->
                        new PlainRun(
                            new BlobRun(container, prefix, delimiter, start, room),
                            prefix,
                            bound,
                            room)));
    // What goes on with a supplementary character where the bound goes on with a high one precedes
    // the bound for Azure, and follows it for us.
    for (int i = prefix.length(); i < Math.min(text.length(), NAME_CHARS_MAX); i++) {
      if (CodePoints.isHigh(text.charAt(i))) {
        String before = text.substring(0, i);
        if (!hasPlain(before)) {
          return;
        }
        Bound from = new Bound(CodePoints.supplementaryAfter(before), true);
        all.add(
            from.text(),
            () ->
                new PlainRun(
                    new BlobRun(container, before, delimiter, from.text(), room),
                    before,
                    from,
                    room));
      }
    }
  }

  private static boolean hasPlain(String prefix) {
    return prefix.chars().allMatch(c -> BlobNames.isPlain((char) c));
  }

  /// The least text for Azure that is no less and has none of the characters that plain names have
  /// not; empty when no plain name is as great.
  private static Optional<String> plainStart(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!BlobNames.isPlain(c)) {
        String before = text.substring(0, i);
        return switch (c) {
          case '\\' -> Optional.of(cut(before + ']'));
          case '\ufffe', '\uffff' ->
              Optional.of(CodePoints.behindInUtf16(before)).filter(each -> !each.isEmpty());
          default -> Optional.of(cut(before + (c < ' ' ? ' ' : '\u00a0')));
        };
      }
    }
    return Optional.of(cut(text));
  }

  /// No name is longer, and what a longer text begins with precedes it.
  private static String cut(String text) {
    if (text.length() <= NAME_CHARS_MAX) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(NAME_CHARS_MAX - 1)) ? 1 : 0;
    return text.substring(0, NAME_CHARS_MAX - end);
  }

  /// Whether any key could be at or above a bound, and have the prefix.
  static boolean isPossible(String prefix, Bound bound) {
    return bound.text().startsWith(prefix) || Key.compare(bound.text(), prefix) < 0;
  }
}
