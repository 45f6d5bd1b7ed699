package org.openfiles.engine;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openfiles.core.ListRequest;
import org.openfiles.core.ListRequest.Start;
import org.openfiles.engine.ShownObjects.Shown;

/// Goes through the index in the order of keys, and fills pages with what shows as objects.
final class ObjectWalk {
  private static final int PORTION_MAX = 500;

  private final Index index;
  private final Importer importer;
  private final ShownObjects shown;

  ObjectWalk(Index index, Importer importer, ShownObjects shown) {
    this.index = index;
    this.importer = importer;
    this.shown = shown;
  }

  /// Finds out whether there is an object that begins with a prefix, from a place on.
  interface Probe {
    boolean hasObject(String prefix, Start from) throws IOException;
  }

  /// @param end where to stop; empty for the end of the prefix
  void fill(
      PageInProgress page,
      ListRequest request,
      ListedRange range,
      Optional<String> end,
      Probe probe)
      throws IOException {
    new Run(page, request, range, end, probe).run();
  }

  /// A name with what shows of it.
  private record Step(String text, Node node, Optional<Shown> shown) {}

  /// Some names of a directory.
  private record Portion(List<Step> steps, Optional<String> next) {}

  private final class Run {
    private final PageInProgress page;
    private final String prefix;
    private final boolean shallow;
    private final ListedRange range;
    private final Optional<String> end;
    private final Probe probe;

    Run(
        PageInProgress page,
        ListRequest request,
        ListedRange range,
        Optional<String> end,
        Probe probe) {
      this.page = page;
      this.prefix = request.prefix();
      this.shallow = request.delimiter().equals("/");
      this.range = range;
      this.end = end;
      this.probe = probe;
    }

    void run() throws IOException {
      Node at = index.read(rows -> rows.node(Index.ROOT));
      boolean plain = true;
      int begin = 0;
      for (int slash = prefix.indexOf('/'); slash >= 0; slash = prefix.indexOf('/', begin)) {
        plain = renewed(at, plain);
        Component component = new Component(prefix.substring(begin, slash), true);
        long parent = at.number;
        Optional<Node> child =
            index.read(rows -> Optional.ofNullable(rows.child(parent, component)));
        if (child.isEmpty()) {
          return;
        }
        at = child.get();
        begin = slash + 1;
      }
      var _ = visit(at, prefix.substring(0, begin), plain);
    }

    /// Lists a directory that lies elsewhere in the store than in the tree, or below such a one.
    private boolean renewed(Node directory, boolean plain) throws IOException {
      if (plain && KeyMerge.isPlain(directory)) {
        return true;
      }
      try {
        importer.freshen(directory.number);
      } catch (NoSuchFileException _) {
        // It was removed a moment ago.
      }
      return false;
    }

    /// False when there is no need to go on.
    private boolean visit(Node directory, String key, boolean plain) throws IOException {
      boolean below = renewed(directory, plain);
      String latin = ListedRange.latin(key);
      if (!key.isEmpty() && !object(marker(directory.number, key), key, latin)) {
        return false;
      }
      Optional<String> next = Optional.of(OrderedNames.rowOf(relative(latin)));
      while (next.isPresent()) {
        String from = next.get();
        Portion portion = index.read(rows -> portion(rows, directory.number, key, from));
        for (Step step : portion.steps()) {
          String child = key + step.text();
          String childLatin = ListedRange.latin(child);
          boolean on =
              step.node().isDirectory()
                  ? directory(step.node(), child, childLatin, below)
                  : object(step.shown(), child, childLatin);
          if (!on) {
            return false;
          }
        }
        next = portion.next();
      }
      return true;
    }

    private Optional<Shown> marker(long directory, String key) throws IOException {
      return index.read(
          rows -> {
            Node node = rows.nodeOrNull(directory);
            return node == null ? Optional.empty() : shown.of(rows, node, key);
          });
    }

    private Portion portion(Rows rows, long directory, String key, String from) throws IOException {
      int count = Math.min(PORTION_MAX, page.wanted());
      OrderedNames names = OrderedNames.read(rows, directory, from, count);
      List<Step> steps = new ArrayList<>();
      for (OrderedNames.Named name : names.names()) {
        Node node = name.node();
        steps.add(
            new Step(
                name.text(),
                node,
                node.isDirectory() || node.localOnly || ShownObjects.isHidden(key + name.text())
                    ? Optional.empty()
                    : shown.of(rows, node, key + name.text())));
      }
      return new Portion(steps, names.next());
    }

    private String relative(String latin) {
      return range.from().startsWith(latin) ? range.from().substring(latin.length()) : "";
    }

    private boolean object(Optional<Shown> object, String key, String latin) {
      if (isBehind(key, latin)) {
        return false;
      }
      if (object.isPresent() && range.contains(latin) && key.startsWith(prefix)) {
        page.add(object.get().info());
      }
      return !page.isOver();
    }

    /// Whether nothing that follows belongs to the page.
    private boolean isBehind(String key, String latin) {
      return end.filter(each -> latin.compareTo(each) >= 0).isPresent()
          || (!key.startsWith(prefix)
              && !prefix.startsWith(key)
              && latin.compareTo(ListedRange.latin(prefix)) > 0);
    }

    private boolean directory(Node node, String key, String latin, boolean plain)
        throws IOException {
      if (isBehind(key, latin)) {
        return false;
      }
      boolean related = key.startsWith(prefix) || prefix.startsWith(key);
      if (!related || node.localOnly || RemoteStore.isReserved(key) || !range.reaches(latin)) {
        return true;
      }
      if (!shallow || !key.startsWith(prefix)) {
        return visit(node, key, plain);
      }
      if (showsObject(node, key, latin, plain)) {
        page.add(key);
      }
      return !page.isOver();
    }

    private boolean showsObject(Node node, String key, String latin, boolean plain)
        throws IOException {
      if (!range.contains(latin)) {
        return probe.hasObject(key, range.start());
      }
      if (index.read(rows -> hasObject(rows, node.number))) {
        return true;
      }
      boolean unseen =
          plain
              && KeyMerge.isPlain(node)
              && node.listed == 0
              && index.read(rows -> rows.children(node.number, new byte[0], 1).isEmpty());
      // What was never looked into is there because the store says that something is in it.
      return unseen || probe.hasObject(key, Start.BEGINNING);
    }

    private boolean hasObject(Rows rows, long directory) throws IOException {
      Node node = rows.nodeOrNull(directory);
      if (node == null) {
        return false;
      }
      if (node.hasMarker()) {
        return true;
      }
      byte[] from = {};
      while (true) {
        List<Rows.Child> children = rows.children(directory, from, PORTION_MAX);
        for (Rows.Child child : children) {
          if (child.entry() instanceof Entry.Live live
              && (live.directory()
                  ? hasObject(rows, live.node())
                  : !ShownObjects.isHidden(child.row()) && !rows.node(live.node()).localOnly)) {
            return true;
          }
        }
        if (children.size() < PORTION_MAX) {
          return false;
        }
        from = Latin.bytes(children.getLast().row() + "\0");
      }
    }
  }
}
