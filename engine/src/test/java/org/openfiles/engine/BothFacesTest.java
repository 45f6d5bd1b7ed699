package org.openfiles.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openfiles.core.ByteRange;
import org.openfiles.core.ConflictException;
import org.openfiles.core.Durability;
import org.openfiles.core.FileHandle;
import org.openfiles.core.Key;
import org.openfiles.core.ListPage;
import org.openfiles.core.ListRequest;
import org.openfiles.core.MultipartStore;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.PartInfo;
import org.openfiles.core.Precondition;
import org.openfiles.core.PreconditionFailedException;
import org.openfiles.core.PutRequest;
import org.openfiles.core.Upload;
import org.openfiles.testkit.ArrivingBytes;
import org.openfiles.testkit.TestBytes;

/// What one face of a volume was told, the other shows at once.
final class BothFacesTest extends VolumeTestCase {
  private static final ObjectMetadata GIVEN =
      ObjectMetadata.EMPTY
          .withHeaders(Map.of("content-type", "text/x-given", "cache-control", "no-store"))
          .withUser(Map.of("made-by", "ann"))
          .withTags(Map.of("team", "one"));

  private MultipartStore objects() {
    return volume.objects(Durability.JOURNAL);
  }

  private ObjectInfo putObject(String key, String text) throws IOException {
    return putObject(key, text, ObjectMetadata.EMPTY, Precondition.NONE);
  }

  private ObjectInfo putObject(
      String key, String text, ObjectMetadata metadata, Precondition precondition)
      throws IOException {
    return objects()
        .put(
            new PutRequest(
                new Key(key),
                ArrivingBytes.of(text.getBytes(StandardCharsets.UTF_8)),
                metadata,
                precondition,
                Optional.empty(),
                Set.of()));
  }

  private String getObject(String key) throws IOException {
    try (ObjectReader reader = objects().get(new Key(key), ByteRange.ALL, Precondition.NONE)) {
      return new String(TestBytes.read(reader), StandardCharsets.UTF_8);
    }
  }

  private List<String> objectKeys(String prefix, String delimiter) throws IOException {
    ListPage page =
        objects().list(new ListRequest(prefix, delimiter, ListRequest.Start.BEGINNING, 1000));
    List<String> all = new ArrayList<>();
    page.objects().forEach(info -> all.add(info.key().value()));
    all.addAll(page.prefixes());
    return all;
  }

  @Test
  void fileIsAnObjectAndAnObjectAFileBeforeEitherIsInTheStore() throws IOException {
    mkdir("/d");
    write("/d/file", "of a file door");
    putObject("e/f/object", "of the object door");

    assertThat(getObject("d/file")).isEqualTo("of a file door");
    assertThat(read("/e/f/object")).isEqualTo("of the object door");
    assertThat(objectKeys("", "")).containsExactly("d/", "d/file", "e/f/object");
    assertThat(objectKeys("", "/")).containsExactly("d/", "e/");
    assertThat(list("/")).containsExactly("d", "e");
    assertThat(keys()).isEmpty();

    flush();

    assertThat(keys()).containsExactly("d/", "d/file", "e/f/object");
    assertThat(getObject("d/file")).isEqualTo("of a file door");
    assertThat(objectKeys("", "")).isEqualTo(keys());
  }

  @Test
  void whatWasPutIsThereAfterARestartAndGoesToTheStoreAsItWasPut() throws IOException {
    ObjectInfo put = putObject("d/k", "bytes", GIVEN, Precondition.ABSENT);

    reopen();

    assertThat(objects().head(new Key("d/k"))).isEqualTo(put);
    flush();
    ObjectInfo there = truth.head(new Key("d/k"));
    assertThat(there.etag()).isEqualTo(put.etag());
    assertThat(ObjectDialects.withoutMark(there.metadata())).isEqualTo(GIVEN);
    assertThat(objects().head(new Key("d/k"))).isEqualTo(put);
  }

  @Test
  void fileEditKeepsWhatTheObjectWasPutWith() throws IOException {
    putObject("k", "bytes", GIVEN, Precondition.NONE);
    flush();
    putObject("unexported", "bytes", GIVEN, Precondition.NONE);

    writeAt("/k", 5, " and more");
    writeAt("/unexported", 0, "B");
    String etag = objects().head(new Key("k")).etag().value();
    assertThat(etag).contains("-");
    writeAt("/k", 0, "B");
    assertThat(objects().head(new Key("k")).etag().value()).contains("-").isNotEqualTo(etag);
    assertKeepsGiven(objects().head(new Key("k")));
    flush();

    for (String key : List.of("k", "unexported")) {
      assertKeepsGiven(truth.head(new Key(key)));
      assertThat(truth.head(new Key(key)).metadata().user()).containsKey("file-mtime");
    }
    assertThat(get("k")).isEqualTo("Bytes and more");
    assertThat(get("unexported")).isEqualTo("Bytes");
  }

  private static void assertKeepsGiven(ObjectInfo info) {
    assertThat(info.metadata().headers()).isEqualTo(GIVEN.headers());
    assertThat(info.metadata().tags()).isEqualTo(GIVEN.tags());
    assertThat(info.metadata().user()).containsEntry("made-by", "ann");
  }

  @Test
  void renamedDirectoryIsListedUnderItsNewPrefixOnly() throws IOException {
    for (String key : List.of("old/a", "old/sub/b", "other")) {
      put(key, "of " + key);
    }
    assertThat(objectKeys("", "")).containsExactly("old/a", "old/sub/b", "other");
    putObject("old/here", "not there yet");

    rename("/old", "/new");

    for (int time = 0; time < 2; time++) {
      assertThat(objectKeys("", "")).containsExactly("new/a", "new/here", "new/sub/b", "other");
      assertThat(objectKeys("", "/")).containsExactly("other", "new/");
      assertThat(objectKeys("new/", "/")).containsExactly("new/a", "new/here", "new/sub/");
      assertThat(objectKeys("old", "")).isEmpty();
      assertThat(getObject("new/sub/b")).isEqualTo("of old/sub/b");
      assertThatThrownBy(() -> getObject("old/a")).isInstanceOf(NoSuchFileException.class);
      flush();
    }
    assertThat(keys()).containsExactly("new/a", "new/here", "new/sub/b", "other");
  }

  @Test
  void deletionThroughOneFaceIsOneThroughTheOther() throws IOException {
    put("d/there", "x");
    put("d/too", "x");
    putObject("d/here", "x");
    assertThat(list("/d")).containsExactly("here", "there", "too");

    objects().delete(new Key("d/there"), Precondition.EXISTS);
    objects().delete(new Key("d/here"), Precondition.EXISTS);
    unlink("/d/too");

    assertThat(list("/d")).isEmpty();
    assertThat(objectKeys("", "")).isEmpty();
    assertThat(objectKeys("", "/")).isEmpty();
    assertThat(keys()).containsExactly("d/there", "d/too");
    flush();
    // The last one went as a file, so that its directory stays.
    assertThat(keys()).containsExactly("d/");
    assertThat(list("/")).containsExactly("d");
  }

  @Test
  void whatSomebodyElseChangesIsSeenAndNeverOverwritten() throws IOException {
    ObjectInfo first = put("k", "first");
    assertThat(getObject("k")).isEqualTo("first");
    put("k", "second");
    assertThat(getObject("k")).isEqualTo("second");
    assertThatThrownBy(
            () -> putObject("k", "x", ObjectMetadata.EMPTY, new Precondition.Matches(first.etag())))
        .isInstanceOf(PreconditionFailedException.class);

    putObject("k", "ours");
    put("k", "theirs");
    assertThat(getObject("k")).isEqualTo("ours");
    flush();

    assertThat(getObject("k")).isEqualTo("theirs");
    assertThat(get("k")).isEqualTo("theirs");
    assertThat(volume.conflicts()).hasSize(1);
    assertThat(objectKeys("", "")).containsExactly("k");
  }

  @Test
  void objectThatWasReplacedIsReadOnAndNotWrittenOn() throws IOException {
    write("/f", "old");
    try (FileHandle file = tree().open(find("/f").inode())) {
      putObject("f", "new one");

      ByteBuffer bytes = ByteBuffer.allocate(3);
      assertThat(file.read(0, bytes)).isEqualTo(3);
      assertThat(new String(bytes.array(), StandardCharsets.UTF_8)).isEqualTo("old");
      assertThatThrownBy(
              () -> {
                file.write(0, bytes("OLD"));
                file.sync(Durability.JOURNAL);
              })
          .isInstanceOf(ConflictException.class);
    } catch (ConflictException _) {
      // What was written is told to be lost once more when the file is closed.
    }
    assertThat(read("/f")).isEqualTo("new one");
    flush();
    assertThat(get("f")).isEqualTo("new one");
  }

  @Test
  void markerWithBytesIsAFileInItsDirectory() throws IOException {
    put("d/", "full");
    put("d/x", "x");

    assertThat(list("/d")).containsExactly(".%f", "x");
    assertThat(read("/d/.%f")).isEqualTo("full");
    assertThat(getObject("d/")).isEqualTo("full");
    rename("/d", "/e");
    assertThat(objectKeys("", "")).containsExactly("e/", "e/x");
    flush();
    assertThat(keys()).containsExactly("e/", "e/x");
    assertThat(get("e/")).isEqualTo("full");
  }

  @Test
  void uploadInPartsBecomesAFile() throws IOException {
    mkdir("/d");
    write("/d/big", "before");
    Upload upload = objects().start(new Key("d/big"), GIVEN, Map.of());
    PartInfo part =
        objects()
            .putPart(
                upload.key(),
                upload.id(),
                1,
                ArrivingBytes.of(new byte[] {'p', 'a', 'r', 't'}),
                Optional.empty());
    assertThat(read("/d/big")).isEqualTo("before");

    objects()
        .complete(
            new org.openfiles.core.CompleteRequest(
                upload.key(),
                upload.id(),
                List.of(
                    new org.openfiles.core.CompleteRequest.PartReference(
                        part.number(), part.etag())),
                List.of(),
                Precondition.EXISTS));

    assertThat(read("/d/big")).isEqualTo("part");
    assertThat(get("d/big")).isEqualTo("part");
    flush();
    assertThat(volume.conflicts()).isEmpty();
  }

  @Test
  void acknowledgedByTheStoreIsInTheStore() throws IOException {
    MultipartStore there = volume.objects(Durability.STORE);
    ObjectInfo put =
        there.put(new PutRequest(new Key("k"), ArrivingBytes.of(new byte[] {1}), GIVEN));

    assertThat(truth.head(new Key("k")).etag()).isEqualTo(put.etag());
    assertThat(volume.pending()).isZero();
    there.delete(new Key("k"), Precondition.NONE);
    assertThat(keys()).isEmpty();
  }

  @Test
  void knownObjectCostsOneRequestForALookAndNoneForItsBytes() throws IOException {
    put("d/k", "bytes");
    assertThat(getObject("d/k")).isEqualTo("bytes");
    assertThat(getObject("d/k")).isEqualTo("bytes");
    assertThat(find("/d/k").size()).isEqualTo(5);
  }
}
