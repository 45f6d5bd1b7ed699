package org.openfiles.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import org.openfiles.core.ExpireReport;
import org.openfiles.core.FlushReport;

/// One volume, as commands act on it: open in this process, or through the node that has it open.
/// What changes something is durable when it returns.
interface VolumeAccess extends AutoCloseable {
  Entry stat(String path) throws IOException;

  /// Every entry of a directory.
  void list(String path, EntryConsumer consumer) throws IOException;

  void read(String path, OutputStream target) throws IOException;

  /// Puts a file in the place of the one at the path, whole. Directories above are made.
  void write(String path, InputStream source) throws IOException;

  void delete(String path, boolean recursive) throws IOException;

  /// Moves an entry. Directories above its new path are made.
  void rename(String from, String to) throws IOException;

  /// Makes a directory.
  ///
  /// @param parents whether those above are made too, and one that is there is as good
  void mkdir(String path, boolean parents) throws IOException;

  FlushReport flush() throws IOException;

  /// Drops cached bytes that nobody read.
  ///
  /// @param unread for how long; empty for as long as configured
  ExpireReport expire(Optional<Duration> unread) throws IOException;

  @Override
  void close() throws IOException;

  /// Takes one entry after the other.
  @FunctionalInterface
  interface EntryConsumer {
    void accept(Entry entry) throws IOException;
  }
}
