package org.openfiles.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.openfiles.core.ListPage;
import org.openfiles.core.ListRequest;
import org.openfiles.core.ListRequest.Start;
import org.openfiles.posix.Directory;

/// Measures pages of a folder with very many files: `ListingBenchmark FOLDER COUNT [first page]`;
/// of one with very many directories of three files each, where COUNT is negative.
///
/// The folder is filled at the first run. Each run is a fresh process, so its first page is the
/// cold one; which page that is, is an argument between 0 and 1.
final class ListingBenchmark {
  private static final int PAGE = 1000;
  private static final int ROUNDS = 40;

  private ListingBenchmark() {}

  public static void main(String[] args) throws IOException {
    Path path = Path.of(args[0]);
    int count = Integer.parseInt(args[1]);
    double first = args.length > 2 ? Double.parseDouble(args[2]) : 0.5;
    fill(path, count);
    try (FolderStore store =
        new FolderStore(
            Directory.open(path), FolderOptions.DEFAULT, InstantSource.system(), new Random())) {
      int entries = Math.abs(count);
      measure("cold page at " + first, 1, store, request(entries, first, "/"));
      measure("second page", 1, store, request(entries, first + 0.001, "/"));
      for (double at : new double[] {0, 0.25, 0.5, 0.75, 0.999}) {
        measure("warm page at " + at, ROUNDS, store, request(entries, at, "/"));
      }
      measure("warm, no delimiter", ROUNDS, store, request(entries, 0.3, ""));
      String prefix = name(entries / 2).substring(0, "object-0000000".length());
      measure(
          "warm prefix of 100", ROUNDS, store, new ListRequest(prefix, "/", Start.BEGINNING, PAGE));
      Runtime runtime = Runtime.getRuntime();
      System.out.printf(
          Locale.ROOT,
          "heap: used %d MiB of %d MiB%n",
          (runtime.totalMemory() - runtime.freeMemory()) >> 20,
          runtime.maxMemory() >> 20);
    }
  }

  private static void fill(Path path, int count) throws IOException {
    if (!Files.exists(path)) {
      Files.createDirectories(path);
      for (int i = 0; i < count; i++) {
        Files.createFile(path.resolve(name(i)));
      }
      for (int i = 0; i < -count; i++) {
        Path directory = Files.createDirectory(path.resolve(name(i)));
        for (String name : List.of("a", "b", "c")) {
          Files.createFile(directory.resolve(name));
        }
      }
    }
  }

  private static String name(int i) {
    return String.format(Locale.ROOT, "object-%09d.dat", i);
  }

  private static ListRequest request(int count, double at, String delimiter) {
    Start start = at == 0 ? Start.BEGINNING : new Start.AfterKey(name((int) (count * at) - 1));
    return new ListRequest("", delimiter, start, PAGE);
  }

  private static void measure(String what, int rounds, FolderStore store, ListRequest request)
      throws IOException {
    double[] millis = new double[rounds];
    double[] cpu = new double[rounds];
    ListPage page = null;
    for (int i = 0; i < rounds; i++) {
      long start = System.nanoTime();
      long cpuStart = cpuNanos();
      page = store.list(request);
      millis[i] = (System.nanoTime() - start) / 1e6;
      cpu[i] = (cpuNanos() - cpuStart) / 1e6;
    }
    Arrays.sort(millis);
    Arrays.sort(cpu);
    System.out.printf(
        Locale.ROOT,
        "%-22s median %8.1f ms (cpu %7.1f)  worst %8.1f ms  keys %d%n",
        what,
        millis[rounds / 2],
        cpu[rounds / 2],
        millis[rounds - 1],
        page == null ? 0 : page.objects().size() + page.prefixes().size());
  }

  /// On a machine that others use too, more comparable than the clock.
  private static long cpuNanos() throws IOException {
    String stat = Files.readString(Path.of("/proc/thread-self/schedstat"));
    return Long.parseLong(stat.substring(0, stat.indexOf(' ')));
  }
}
