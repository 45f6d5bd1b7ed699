package org.openfiles.folder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openfiles.core.Key;
import org.openfiles.core.MultipartStore;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.Precondition;
import org.openfiles.core.PutRequest;
import org.openfiles.core.UnavailableException;
import org.openfiles.core.Volume;
import org.openfiles.testkit.ArrivingBytes;

final class FolderVolumesTest {
  private TestBucket ground;
  private Path buckets;
  private Path named;
  private FolderVolumes volumes;

  @BeforeEach
  void open() throws IOException {
    ground = new TestBucket();
    buckets = Files.createDirectory(ground.path().resolve("buckets"));
    named = Files.createDirectory(ground.path().resolve("Some Folder"));
    volumes = volumes(Optional.of(buckets));
  }

  @AfterEach
  void close() throws IOException {
    volumes.close();
    assertThat(ground.openFiles()).isEmpty();
    ground.close();
  }

  private FolderVolumes volumes(Optional<Path> directory) throws IOException {
    return new FolderVolumes(
        Map.of("named", named), directory, TestBucket.FAST, InstantSource.system(), new Random());
  }

  @Test
  void volumesAreTheNamedFoldersAndThoseInTheDirectory() throws IOException {
    Files.createDirectory(buckets.resolve("b"));
    Files.createDirectory(buckets.resolve("a"));
    Files.createDirectory(buckets.resolve(".hidden"));
    Files.createDirectory(buckets.resolve("named"));
    Files.writeString(buckets.resolve("file"), "x");
    Files.createSymbolicLink(buckets.resolve("inside"), Path.of("a"));
    Files.createSymbolicLink(buckets.resolve("outside"), Path.of("/etc"));

    assertThat(volumes.all()).extracting(Volume::name).containsExactly("a", "b", "inside", "named");
    for (String none :
        new String[] {"", ".", "..", ".hidden", "file", "outside", "a/b", "x\0", "c"}) {
      assertThat(volumes.find(none)).as(none).isEmpty();
    }
    put(volumes.find("named").orElseThrow(), "k");
    assertThat(named.resolve("k")).hasContent("k");
    assertThat(volumes.find("a").orElseThrow().created())
        .isBetween(
            InstantSource.system().instant().minusSeconds(600), InstantSource.system().instant());
  }

  @Test
  void newVolumeIsANewFolder() throws IOException {
    Volume volume = volumes.create("new");
    put(volume, "d/k");

    assertThat(buckets.resolve("new/d/k")).hasContent("d/k");
    assertThat(volumes.find("new")).containsSame(volume);
    assertThatThrownBy(() -> volumes.create("new"))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessage("new");
    assertThatThrownBy(() -> volumes.create("named"))
        .isInstanceOf(FileAlreadyExistsException.class);
    for (String wrong : new String[] {"", ".", "..", "a/b", ".x", "x\0"}) {
      assertThatThrownBy(() -> volumes.create(wrong)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void withoutADirectoryThereIsNoPlaceForNewVolumes() throws IOException {
    try (FolderVolumes fixed = volumes(Optional.empty())) {
      assertThatThrownBy(() -> fixed.create("new"))
          .isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> fixed.delete("new")).isInstanceOf(NoSuchFileException.class);
      assertThat(fixed.all()).hasSize(1);
    }
  }

  @Test
  void volumeWithAnyFileStays() throws IOException {
    Volume volume = volumes.create("v");
    put(volume, "d/k");
    assertThatThrownBy(() -> volumes.delete("v"))
        .isInstanceOf(DirectoryNotEmptyException.class)
        .hasMessage("v");
    volume.objects().delete(new Key("d/k"), Precondition.NONE);

    put(volume, "marked/", "");
    assertThatThrownBy(() -> volumes.delete("v")).isInstanceOf(DirectoryNotEmptyException.class);
    volume.objects().delete(new Key("marked/"), Precondition.NONE);

    Files.createSymbolicLink(buckets.resolve("v/dangling"), Path.of("nowhere"));
    Files.createDirectories(buckets.resolve("v/x/y"));
    assertThatThrownBy(() -> volumes.delete("v")).isInstanceOf(DirectoryNotEmptyException.class);
    assertThat(buckets.resolve("v/x/y")).isDirectory();
    Files.delete(buckets.resolve("v/dangling"));

    volumes.delete("v");
    assertThat(buckets.resolve("v")).doesNotExist();
  }

  @Test
  void volumeWithEmptyDirectoriesAndUploadsIsRemovedWithThem() throws IOException {
    Volume volume = volumes.create("v");
    Files.createDirectories(buckets.resolve("v/hand/made"));
    MultipartStore store = (MultipartStore) volume.objects();
    store.start(new Key("k"), ObjectMetadata.EMPTY, Map.of());
    volume.keep("policy", Optional.of("{}"));

    volumes.delete("v");

    assertThat(buckets).isEmptyDirectory();
    assertThat(volumes.find("v")).isEmpty();
    assertThatThrownBy(() -> volumes.delete("v")).isInstanceOf(NoSuchFileException.class);
    put(volumes.create("v"), "k");
    assertThat(buckets.resolve("v/k")).hasContent("k");
    assertThat(volumes.find("v").orElseThrow().document("policy")).isEmpty();
  }

  @Test
  void folderOfTheConfigurationIsNotRemoved() {
    assertThatThrownBy(() -> volumes.delete("named"))
        .isInstanceOf(AccessDeniedException.class)
        .hasMessageContaining("configuration");
    assertThat(named).exists();
  }

  @Test
  void folderThatIsReplacedByHandIsAnotherVolume() throws IOException {
    put(volumes.create("v"), "old");
    Files.move(buckets.resolve("v"), buckets.resolve("away"));
    assertThat(volumes.find("v")).isEmpty();
    Files.createDirectory(buckets.resolve("v"));

    put(volumes.find("v").orElseThrow(), "new");

    assertThat(buckets.resolve("v/new")).exists();
    assertThat(buckets.resolve("away/new")).doesNotExist();
    assertThat(buckets.resolve("away/old")).exists();
  }

  @Test
  void documentsOfAVolumeAreKeptAndReplacedAndRemoved() throws IOException {
    Volume volume = volumes.find("named").orElseThrow();
    assertThat(volume.document("cors")).isEmpty();

    volume.keep("cors", Optional.of("ä".repeat(10_000)));
    volume.keep("acl", Optional.of(""));
    volume.keep("cors", Optional.of("new"));

    volumes.close();
    volumes = volumes(Optional.of(buckets));
    Volume again = volumes.find("named").orElseThrow();
    assertThat(again.document("cors")).contains("new");
    assertThat(again.document("acl")).contains("");
    again.keep("cors", Optional.empty());
    again.keep("cors", Optional.empty());
    assertThat(again.document("cors")).isEmpty();
    for (String wrong : new String[] {"", "..", "a/b", ".x", "A", "a".repeat(101)}) {
      assertThatThrownBy(() -> again.document(wrong)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void changesOfAVolumeThatWasRemovedAreRefused() throws IOException {
    Volume volume = volumes.create("v");
    volumes.delete("v");

    assertThatThrownBy(() -> put(volume, "k")).isInstanceOf(UnavailableException.class);
    assertThat(buckets).isEmptyDirectory();
  }

  @Test
  void collectionGoesThroughAllVolumes() throws IOException {
    for (String name : new String[] {"named", "v"}) {
      Volume volume = name.equals("v") ? volumes.create(name) : volumes.find(name).orElseThrow();
      ((MultipartStore) volume.objects()).start(new Key("k"), ObjectMetadata.EMPTY, Map.of());
    }

    volumes.collect(InstantSource.system().instant().plusSeconds(1));

    for (Volume volume : volumes.all()) {
      assertThat(((MultipartStore) volume.objects()).uploads("")).isEmpty();
    }
  }

  @Test
  void folderThatIsNotThereIsAFaultAtTheStart() {
    Path missing = ground.path().resolve("missing");
    assertThatThrownBy(
            () ->
                new FolderVolumes(
                    Map.of("named", named, "missing", missing),
                    Optional.of(buckets),
                    TestBucket.FAST,
                    InstantSource.system(),
                    new Random()))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("missing");
  }

  private static void put(Volume volume, String key) throws IOException {
    put(volume, key, key);
  }

  private static void put(Volume volume, String key, String content) throws IOException {
    volume
        .objects()
        .put(
            new PutRequest(
                new Key(key), ArrivingBytes.of(content.getBytes(UTF_8)), ObjectMetadata.EMPTY));
  }
}
