package org.openfiles.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// The project's checkout as the rules see it: its modules, its classes, its own text files. A
/// module is in as soon as the root pom names it.
record Checkout(Path root) {
  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
  private static final Set<String> NOT_OURS =
      Set.of("target", "node_modules", "__pycache__", ".git", ".idea", ".vscode");

  static Checkout here() {
    var root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("architecture/pom.xml"))) {
      root = root.getParent();
    }
    return new Checkout(root);
  }

  List<String> modules() {
    return MODULE.matcher(text(root.resolve("pom.xml"))).results().map(m -> m.group(1)).toList();
  }

  /// The compiled main classes of every module that has some.
  List<Path> classFolders() {
    return modules().stream()
        .map(module -> root.resolve(module).resolve("target/classes"))
        .filter(Files::isDirectory)
        .toList();
  }

  /// Every file below a folder that is ours, by its ending.
  List<Path> files(Path folder, String... endings) {
    var found = new ArrayList<Path>();
    if (!Files.isDirectory(folder)) {
      return found;
    }
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes ignored) {
              return NOT_OURS.contains(directory.getFileName().toString())
                      || directory.equals(root.resolve("data"))
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes ignored) {
              for (var ending : endings) {
                if (file.toString().endsWith(ending)) {
                  found.add(file);
                }
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  List<Path> mainSources(String module) {
    return files(root.resolve(module).resolve("src/main/java"), ".java");
  }

  String name(Path file) {
    return root.relativize(file).toString();
  }

  static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
