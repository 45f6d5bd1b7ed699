package org.openfiles.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openfiles.posix.TestFolder.name;

import java.nio.file.FileSystemException;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The kernel is the reference for the resolver that works without it: on random trees full of
/// symbolic links both open the same inode or fail with the same number.
class ResolversAgreeTest {
  private static final int PATHS = 3000;
  private static final String[] NAMES = {"a", "b", "c", "d"};

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void onRandomTreesAndPaths(long seed) throws Exception {
    RandomGenerator random = new Random(seed);
    try (TestFolder folder = new TestFolder()) {
      folder.mkdir("root");
      folder.mkdir("a/b");
      plant(folder, "root", 3, random);
      try (Directory kernel = Directory.open(folder.resolve("root"), new KernelResolver());
          Directory walking = Directory.open(folder.resolve("root"), new WalkingResolver())) {
        int opened = 0;
        int left = 0;
        for (int i = 0; i < PATHS; i++) {
          byte[] path = name(path(random));
          OpenFlag[] flags = flags(random);
          String expected = outcome(kernel, path, flags);
          assertThat(outcome(walking, path, flags))
              .as("%s %s", FileName.display(path), flags.length)
              .isEqualTo(expected);
          opened += expected.startsWith("inode") ? 1 : 0;
          left += expected.contains("Escapes") ? 1 : 0;
        }
        assertThat(opened).isGreaterThan(PATHS / 50);
        assertThat(left).isGreaterThan(PATHS / 50);
      }
    }
  }

  private static void plant(TestFolder folder, String at, int depth, RandomGenerator random)
      throws Exception {
    for (String name : NAMES) {
      String path = at + "/" + name;
      switch (random.nextInt(5)) {
        case 0 -> folder.write(path, "");
        case 1, 2 -> folder.link(path, path(random));
        default -> {
          folder.mkdir(path);
          if (depth > 0) {
            plant(folder, path, depth - 1, random);
          }
        }
      }
    }
  }

  private static String path(RandomGenerator random) {
    StringBuilder path = new StringBuilder(random.nextInt(25) == 0 ? "/" : "");
    int names = 1 + random.nextInt(5);
    for (int i = 0; i < names; i++) {
      int kind = random.nextInt(10);
      path.append(i == 0 ? "" : "/")
          .append(
              switch (kind) {
                case 0, 1 -> "..";
                case 2 -> ".";
                case 3 -> i == 0 ? "missing" : "";
                default -> NAMES[random.nextInt(NAMES.length)];
              });
    }
    return path.append(random.nextInt(8) == 0 ? "/" : "").toString();
  }

  private static OpenFlag[] flags(RandomGenerator random) {
    return switch (random.nextInt(6)) {
      case 0 -> new OpenFlag[] {OpenFlag.READ};
      case 1 -> new OpenFlag[] {OpenFlag.READ, OpenFlag.NOFOLLOW};
      case 2 -> new OpenFlag[] {OpenFlag.READ, OpenFlag.DIRECTORY};
      case 3 -> new OpenFlag[] {OpenFlag.PATH, OpenFlag.NOFOLLOW};
      case 4 -> new OpenFlag[] {OpenFlag.PATH, OpenFlag.DIRECTORY, OpenFlag.NOFOLLOW};
      default -> new OpenFlag[] {OpenFlag.PATH};
    };
  }

  private static String outcome(Directory directory, byte[] path, OpenFlag... flags)
      throws Exception {
    try (Fd file = directory.openFile(path, flags)) {
      return "inode " + file.status().inode();
    } catch (PosixException e) {
      return e.errno().toString();
    } catch (FileSystemException e) {
      return e.getClass().getSimpleName();
    }
  }
}
