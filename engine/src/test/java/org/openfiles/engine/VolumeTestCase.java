package org.openfiles.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.openfiles.core.AttributeChange;
import org.openfiles.core.Attributes;
import org.openfiles.core.ByteRange;
import org.openfiles.core.Dirent;
import org.openfiles.core.DirentPage;
import org.openfiles.core.Durability;
import org.openfiles.core.FileHandle;
import org.openfiles.core.FileTree;
import org.openfiles.core.FileTree.Creation;
import org.openfiles.core.FileTree.RenameMode;
import org.openfiles.core.Inode;
import org.openfiles.core.Key;
import org.openfiles.core.ListRequest;
import org.openfiles.core.MemoryStore;
import org.openfiles.core.MultipartStore;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.Precondition;
import org.openfiles.core.PutRequest;
import org.openfiles.core.TreePaths;
import org.openfiles.testkit.ArrivingBytes;
import org.openfiles.testkit.TestBytes;

/// A volume over a store in memory that others change, too. Listings are good for no time, and
/// nothing is exported before it is asked for, unless a test says otherwise.
abstract class VolumeTestCase {
  static final Creation OURS = new Creation(0644, 1000, 1000);

  @TempDir Path directory;

  final MemoryStore truth = new MemoryStore(InstantSource.system(), new Random(1));
  BucketVolume volume;

  VolumeOptions options() {
    return VolumeOptions.DEFAULT
        .withListingTtl(Duration.ZERO)
        .withExportWindow(Duration.ofHours(1));
  }

  /// What the volume sees of the store.
  MultipartStore store() {
    return truth;
  }

  @BeforeEach
  void open() throws IOException {
    volume =
        BucketVolume.open(
            "test", directory, store(), options(), InstantSource.system(), new Random(2));
  }

  @AfterEach
  void close() throws IOException {
    volume.close();
  }

  void reopen() throws IOException {
    close();
    open();
  }

  /// The next one to open begins with nothing but the store.
  void loseCache() throws IOException {
    close();
    directory = Files.createDirectory(directory.resolveSibling(directory.getFileName() + "-next"));
    open();
  }

  FileTree tree() {
    return volume.files();
  }

  Attributes find(String path) throws IOException {
    return new TreePaths(tree()).find(path);
  }

  Inode parent(String path) throws IOException {
    return new TreePaths(tree()).parent(path);
  }

  void write(String path, String text) throws IOException {
    Inode parent = parent(path);
    Inode inode;
    try {
      inode = find(path).inode();
    } catch (NoSuchFileException _) {
      inode = tree().create(parent, TreePaths.last(path), OURS).inode();
    }
    tree().change(inode, AttributeChange.NONE.withSize(0));
    try (FileHandle file = tree().open(inode)) {
      file.write(0, bytes(text));
      file.sync(Durability.JOURNAL);
    }
  }

  void writeAt(String path, long position, String text) throws IOException {
    try (FileHandle file = tree().open(find(path).inode())) {
      file.write(position, bytes(text));
      file.sync(Durability.JOURNAL);
    }
  }

  String read(String path) throws IOException {
    Attributes attributes = find(path);
    ByteBuffer target = ByteBuffer.allocate((int) attributes.size() + 1);
    try (FileHandle file = tree().open(attributes.inode())) {
      for (int read = 0; read >= 0 && target.hasRemaining(); ) {
        read = file.read(target.position(), target);
      }
    }
    return new String(target.array(), 0, target.position(), StandardCharsets.UTF_8);
  }

  void mkdir(String path) throws IOException {
    tree().mkdir(parent(path), TreePaths.last(path), new Creation(0755, 1000, 1000));
  }

  void rename(String from, String to) throws IOException {
    tree()
        .rename(
            parent(from), TreePaths.last(from), parent(to), TreePaths.last(to), RenameMode.REPLACE);
  }

  void unlink(String path) throws IOException {
    tree().unlink(parent(path), TreePaths.last(path));
  }

  List<String> list(String path) throws IOException {
    List<String> names = new ArrayList<>();
    Optional<DirentPage.Cookie> next = Optional.of(DirentPage.Cookie.BEGINNING);
    Inode inode = find(path).inode();
    while (next.isPresent()) {
      DirentPage page = tree().list(inode, next.get(), 100);
      page.entries().stream().map(Dirent::name).map(Object::toString).forEach(names::add);
      next = page.next();
    }
    return names;
  }

  void flush() throws IOException {
    tree().flush(Inode.ROOT);
  }

  // The other side of the store.

  ObjectInfo put(String key, String text) throws IOException {
    return truth.put(
        new PutRequest(
            new Key(key),
            ArrivingBytes.of(text.getBytes(StandardCharsets.UTF_8)),
            ObjectMetadata.EMPTY));
  }

  String get(String key) throws IOException {
    try (ObjectReader reader = truth.get(new Key(key), ByteRange.ALL, Precondition.NONE)) {
      return new String(TestBytes.read(reader), StandardCharsets.UTF_8);
    }
  }

  void delete(String key) throws IOException {
    truth.delete(new Key(key), Precondition.NONE);
  }

  List<String> keys() throws IOException {
    return truth
        .list(new ListRequest("", "", ListRequest.Start.BEGINNING, Integer.MAX_VALUE))
        .objects()
        .stream()
        .map(info -> info.key().value())
        .toList();
  }

  static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
