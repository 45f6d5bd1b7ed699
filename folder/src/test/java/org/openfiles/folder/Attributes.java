package org.openfiles.folder;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;

/// The extended attributes of files, as other programs see and change them.
final class Attributes {
  private Attributes() {}

  static boolean has(Path file, String name) throws IOException {
    return view(file).list().contains(name);
  }

  static String text(Path file, String name) throws IOException {
    ByteBuffer value = ByteBuffer.allocate(view(file).size(name));
    view(file).read(name, value);
    return new String(value.array(), UTF_8);
  }

  static void set(Path file, String name, String value) throws IOException {
    view(file).write(name, UTF_8.encode(value));
  }

  private static UserDefinedFileAttributeView view(Path file) {
    return Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
  }
}
