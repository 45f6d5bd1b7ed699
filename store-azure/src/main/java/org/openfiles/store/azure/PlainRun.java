package org.openfiles.store.azure;

import com.azure.storage.blob.models.BlobItem;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.Key;

/// Blobs that lie at their keys.
///
/// Where Azure's order is not ours, entries are held back until none can come any more that
/// precedes them: those that go on with a supplementary character after some text, until those that
/// go on with U+E000 to U+FFFF after the same text have come by.
final class PlainRun implements Run {
  private final BlobRun blobs;
  private final int prefixLength;
  private final Bound bound;
  private final int room;
  private final TreeMap<String, Found> held = new TreeMap<>(Key::compare);

  /// Whatever was not fetched yet is no less than this.
  private String floor = "";

  private boolean ended;

  /// @param room how many entries are enough
  PlainRun(BlobRun blobs, String prefix, Bound bound, int room) {
    this.blobs = blobs;
    this.prefixLength = prefix.length();
    this.bound = bound;
    this.room = room;
  }

  @Override
  public @Nullable Found peek() throws IOException {
    while (!ended && (held.isEmpty() || Key.compare(held.firstKey(), floor) > 0)) {
      hold();
    }
    Map.Entry<String, Found> first = held.firstEntry();
    return first == null ? null : first.getValue();
  }

  private void hold() throws IOException {
    BlobItem next = blobs.peek();
    if (next == null) {
      ended = true;
    } else if (next.getName().startsWith(BlobNames.RESERVED)) {
      blobs.skipTo(CodePoints.behindInUtf16(BlobNames.RESERVED));
    } else if (!bound.admits(next.getName())) {
      skipEarly(next.getName());
    } else {
      floor = floor(next.getName());
      if (BlobNames.isPlain(next.getName()) || Boolean.TRUE.equals(next.isPrefix())) {
        held.put(next.getName(), found(next));
      }
      blobs.take();
      if (held.size() > room) {
        held.pollLastEntry();
      }
    }
  }

  private static Found found(BlobItem item) {
    return Boolean.TRUE.equals(item.isPrefix())
        ? new Found.RolledUp(item.getName())
        : new Found.Single(BlobVersion.of(new Key(item.getName()), item).info());
  }

  /// The least that can come at or behind a name.
  private String floor(String name) {
    for (int i = prefixLength; i < name.length(); i++) {
      if (Character.isHighSurrogate(name.charAt(i))) {
        String before = name.substring(0, i);
        if (Key.compare(bound.text(), CodePoints.supplementaryAfter(before)) < 0) {
          return CodePoints.highAfter(before);
        }
      }
    }
    return name;
  }

  /// Passes by what precedes the bound, though it follows it in Azure's order.
  private void skipEarly(String name) throws IOException {
    int common = 0;
    String text = bound.text();
    while (common < name.length()
        && common < text.length()
        && name.charAt(common) == text.charAt(common)) {
      common++;
    }
    boolean isHigh = common < name.length() && CodePoints.isHigh(name.charAt(common));
    if (!isHigh || common == text.length()) {
      blobs.take();
      return;
    }
    String behind = CodePoints.behindInUtf16(name.substring(0, common));
    if (behind.isEmpty()) {
      blobs.skipToEnd();
    } else {
      blobs.skipTo(behind);
    }
  }

  @Override
  public void take() {
    held.pollFirstEntry();
  }

  @Override
  public void skip(String prefix) throws IOException {
    held.tailMap(prefix).keySet().removeIf(each -> each.startsWith(prefix));
    BlobItem next = blobs.peek();
    if (next != null && next.getName().startsWith(prefix)) {
      String behind = CodePoints.behindInUtf16(prefix);
      if (behind.isEmpty()) {
        blobs.skipToEnd();
      } else {
        blobs.skipTo(behind);
      }
    }
  }
}
