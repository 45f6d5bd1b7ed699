package org.openfiles.server.config;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A configuration file's text, which knows in which line a key stands.
record SourceText(Path file, String text) {
  private static final Pattern INDEX = Pattern.compile("\\[(\\d+)]$");

  static SourceText read(Path file) throws ConfigurationException {
    try {
      return new SourceText(file, Files.readString(file));
    } catch (NoSuchFileException _) {
      throw new ConfigurationException("no such configuration file: " + file);
    } catch (MalformedInputException _) {
      throw new ConfigurationException(file + ": is not text in UTF-8");
    } catch (IOException e) {
      throw new ConfigurationException("can't read " + file + ": " + FaultReason.of(e));
    }
  }

  String name() {
    return file.toString();
  }

  /// `file:line` of a key; the file alone where the key is not written plainly.
  String place(String path, String key) {
    List<String> lines = text.lines().toList();
    int start = tableLine(lines, path);
    Pattern written =
        Pattern.compile(
            "^\\s*(-\\s*)?\\[{0,2}\\s*[\"']?" + Pattern.quote(key) + "[\"']?\\s*[]=:.]");
    for (int i = start; i < lines.size(); i++) {
      if (written.matcher(lines.get(i)).find()) {
        return name() + ":" + (i + 1);
      }
    }
    return name();
  }

  /// The line in which the innermost table of a path such as `users[1]` begins.
  private static int tableLine(List<String> lines, String path) {
    if (path.isEmpty()) {
      return 0;
    }
    String name = path.substring(path.lastIndexOf('.') + 1);
    Matcher index = INDEX.matcher(name);
    boolean listed = index.find();
    int skip = listed ? Integer.parseInt(index.group(1)) : 0;
    String plain = listed ? name.substring(0, index.start()) : name;
    Pattern header = Pattern.compile("^\\s*\\[{1,2}(.*\\.)?\\s*" + Pattern.quote(plain) + "\\s*]");
    Pattern item = Pattern.compile("^\\s*-\\s");
    int line = 0;
    for (int i = 0; i < lines.size(); i++) {
      if (header.matcher(lines.get(i)).find() && skip-- == 0) {
        return i + 1;
      }
      if (lines.get(i).matches("\\s*" + Pattern.quote(plain) + "\\s*:.*")) {
        line = i + 1;
        for (int j = line; listed && j < lines.size(); j++) {
          if (item.matcher(lines.get(j)).find() && skip-- == 0) {
            return j;
          }
        }
        return line;
      }
    }
    return line;
  }
}
