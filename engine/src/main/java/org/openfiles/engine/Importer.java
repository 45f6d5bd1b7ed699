package org.openfiles.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.ListPage;
import org.openfiles.core.ListRequest.Start;
import org.openfiles.core.Name;
import org.openfiles.core.ObjectInfo;

/// Brings what the store lists into the index: a directory at a time, when it is looked at and its
/// last listing is too old. Nothing is asked for per entry.
///
/// What takes more than a page goes on in the background: whoever lists the directory follows it,
/// and whoever asks for one name meanwhile has the store asked for that.
final class Importer implements AutoCloseable {
  private static final int PAGE = 1000;

  private final Index index;
  private final RemoteStore remote;
  private final VolumeOptions options;
  private final Editor editor;
  private final Merger merger;
  private final LongConsumer listedFirst;
  private final SidecarNames sidecars;
  private final ConcurrentMap<Long, DirectoryImport> running = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /// Directories of more than a page: one name of them is asked for alone.
  private final Set<Long> large = ConcurrentHashMap.newKeySet();

  private final AskedNames asked;

  /// @param listedFirst is told which directory was listed for the first time
  Importer(
      Index index,
      RemoteStore remote,
      VolumeOptions options,
      Editor editor,
      Merger merger,
      SidecarNames sidecars,
      LongConsumer listedFirst) {
    this.index = index;
    this.remote = remote;
    this.options = options;
    this.editor = editor;
    this.merger = merger;
    this.sidecars = sidecars;
    this.listedFirst = listedFirst;
    this.asked = new AskedNames(options.listingTtl().toNanos());
  }

  /// Makes sure that a directory was listed to its end within the time that a listing is good for.
  void freshen(long directory) throws IOException {
    if (!isFresh(directory)) {
      begin(directory).awaitEnd();
    }
  }

  /// Makes sure that a directory was listed at all.
  void freshenOnce(long directory) throws IOException {
    if (!isListed(directory)) {
      begin(directory).awaitEnd();
    }
  }

  private boolean isListed(long directory) throws IOException {
    return index.read(rows -> editor.directory(rows, directory).listed) != 0;
  }

  private boolean isFresh(long directory) throws IOException {
    return index.read(
        rows -> {
          Node node = editor.directory(rows, directory);
          return isRecent(node.listed) || rows.isLocalOnly(node);
        });
  }

  private boolean isRecent(long time) {
    return time > editor.now() - options.listingTtl().toNanos();
  }

  /// What to follow while a directory is listed; empty where all of it is known.
  ///
  /// @param begin whether this is the beginning of the listing
  Optional<DirectoryImport> follow(long directory, boolean begin) throws IOException {
    boolean known = begin ? isFresh(directory) : isListed(directory);
    return known ? Optional.ofNullable(running.get(directory)) : Optional.of(begin(directory));
  }

  /// Makes sure that what the index says of a name is what the store has.
  void know(long directory, Name name) throws IOException {
    if (isFresh(directory)) {
      return;
    }
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      begin(directory).awaitEnd();
      return;
    }
    if (asked.isFresh(directory, text.get(), editor.now())) {
      return;
    }
    DirectoryImport known = running.get(directory);
    DirectoryImport run = known != null || large.contains(directory) ? known : begin(directory);
    if (run == null || !isReached(run, run.await(""), text.get())) {
      ask(directory, text.get());
    }
  }

  /// Which part of a key a name stands for, if that can be told by the name alone.
  private static Optional<String> text(Name name) {
    if (Component.isDigest(name)) {
      return Optional.empty();
    }
    try {
      String text = Component.isEscaped(name) ? Component.unescape(name).text() : name.value();
      return text.isEmpty() ? Optional.empty() : Optional.of(text);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private boolean isReached(DirectoryImport run, Optional<String> reached, String text) {
    String last = Latin.text(new Component(text, true).rowKey());
    return reached.isEmpty() || (isRecent(run.begun()) && last.compareTo(reached.get()) <= 0);
  }

  /// Asks the store for one name of a directory, be it a file or a directory or both.
  private void ask(long directory, String text) throws IOException {
    long now = editor.now();
    long stamp = index.stamp();
    Set<String> sources = index.read(rows -> rows.sources(editor.directory(rows, directory)));
    for (String source : sources) {
      String key = source + text;
      ListPage page = remote.list(key, "/", Start.BEGINNING, PAGE);
      Optional<ObjectInfo> file =
          page.objects().stream()
              .filter(info -> remote.local(info.key().value()).equals(key))
              .findFirst();
      boolean isDirectory =
          page.prefixes().stream().anyMatch(prefix -> remote.local(prefix).equals(key + "/"));
      if (!isDirectory && page.next().isPresent()) {
        // What begins with the name fills more than a page.
        isDirectory = !remote.list(key + "/", "", Start.BEGINNING, 1).objects().isEmpty();
      }
      Component asFile = new Component(text, false);
      Component asDirectory = new Component(text, true);
      Map<Component, Optional<ListedPage.Item>> items =
          Map.of(
              asFile,
              file.map(info -> new ListedPage.Item(asFile, Optional.of(info))),
              asDirectory,
              isDirectory && !RemoteStore.isReserved(key + "/")
                  ? Optional.of(new ListedPage.Item(asDirectory, Optional.empty()))
                  : Optional.empty());
      boolean only = sources.size() == 1;
      index.change(
          edit -> {
            merger.merge(edit, directory, source, items, only, stamp);
            return null;
          });
    }
    asked.put(directory, text, now);
  }

  /// Lists a directory, however fresh it is.
  void list(long directory) throws IOException {
    DirectoryImport before = running.get(directory);
    if (before != null) {
      before.awaitEnd();
    }
    begin(directory).awaitEnd();
  }

  /// Begins to list a directory, where nobody does.
  private DirectoryImport begin(long directory) throws IOException {
    DirectoryImport own = new DirectoryImport(editor.now());
    DirectoryImport other = running.putIfAbsent(directory, own);
    if (other != null) {
      return other;
    }
    var _ = threads.submit(() -> run(directory, own));
    return own;
  }

  private void run(long directory, DirectoryImport run) {
    Throwable fault = null;
    boolean first = false;
    try {
      first = !isListed(directory);
      pages(directory, run);
    } catch (IOException | RuntimeException e) {
      fault = e;
    } finally {
      running.remove(directory, run);
      run.end(fault);
    }
    if (first && fault == null) {
      listedFirst.accept(directory);
    }
  }

  private void pages(long directory, DirectoryImport run) throws IOException {
    long stamp = index.stamp();
    List<String> sources =
        new ArrayList<>(index.read(rows -> rows.sources(editor.directory(rows, directory))));
    if (sources.isEmpty()) {
      index.change(edit -> listed(edit, directory, run));
    }
    for (String source : sources) {
      boolean last = source.equals(sources.getLast());
      pages(directory, source, sources.size() == 1, stamp, last ? run : null);
    }
  }

  /// @param run whom to tell how far it has come; null where there is more than this to come
  private void pages(
      long directory, String source, boolean only, long stamp, @Nullable DirectoryImport run)
      throws IOException {
    String from = "";
    Start start = Start.BEGINNING;
    boolean first = true;
    while (true) {
      ListPage page = remote.list(source, "/", start, PAGE);
      ListedPage listed = ListedPage.of(page, remote, source);
      sidecars.noticed(page);
      String begin = from;
      boolean more = page.next().isPresent();
      index.change(
          edit -> {
            merger.merge(edit, directory, listed, begin, only, stamp);
            return run != null && !more && listed(edit, directory, run);
          });
      if (first && more) {
        large.add(directory);
      } else if (first && only) {
        large.remove(directory);
      }
      if (!more) {
        return;
      }
      first = false;
      start = page.next().get();
      from = listed.end().orElse(from);
      if (run != null) {
        run.reach(from);
      }
    }
  }

  private static boolean listed(Edit edit, long directory, DirectoryImport run) throws IOException {
    Node node = edit.nodeOrNull(directory);
    if (node != null) {
      node.listed = run.begun();
      edit.put(node);
    }
    return true;
  }

  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }
}
