package org.openfiles.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;
import org.openfiles.core.ByteRange;
import org.openfiles.core.ETag;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.Precondition;
import org.openfiles.core.PreconditionFailedException;

/// Conditions of verbs. That they are atomic is shown by [RaceContract].
interface PreconditionContract extends StoreFixture {
  Precondition OTHER = new Precondition.Matches(new ETag("other"));

  @Test
  default void putHappensWhereItsPreconditionHolds() throws IOException {
    ObjectInfo first = put("k", new byte[] {1}, Precondition.ABSENT);
    ObjectInfo second = put("k", new byte[] {2}, new Precondition.Matches(first.etag()));
    put("k", new byte[] {3}, Precondition.EXISTS);

    assertThat(second.etag()).isNotEqualTo(first.etag());
    assertThat(bytes("k")).containsExactly(3);
  }

  @Test
  default void putChangesNothingWhereItsPreconditionFails() throws IOException {
    ObjectInfo old = put("k", new byte[] {1});

    assertFails(() -> put("k", new byte[] {2}, Precondition.ABSENT));
    assertFails(() -> put("k", new byte[] {2}, OTHER));

    assertSame(store().head(new Key("k")), old);
    assertThat(bytes("k")).containsExactly(1);
  }

  @Test
  default void putOnAnAbsentKeyIsNoSuchFileWhereItMustExist() throws IOException {
    assertAbsent(() -> put("k", new byte[] {1}, Precondition.EXISTS));
    assertAbsent(() -> put("k", new byte[] {1}, OTHER));

    assertThat(keys()).isEmpty();
  }

  @Test
  default void putIfAbsentSucceedsAfterADelete() throws IOException {
    put("k", new byte[] {1});
    delete("k");

    put("k", new byte[] {2}, Precondition.ABSENT);

    assertThat(bytes("k")).containsExactly(2);
  }

  @Test
  default void getChecksItsPrecondition() throws IOException {
    ObjectInfo info = put("k", new byte[] {1});
    Key key = new Key("k");

    assertFails(() -> store().get(key, ByteRange.ALL, Precondition.ABSENT));
    assertFails(() -> store().get(key, ByteRange.ALL, OTHER));
    store().get(key, ByteRange.ALL, Precondition.EXISTS).close();
    store().get(key, ByteRange.ALL, new Precondition.Matches(info.etag())).close();
    assertAbsent(() -> store().get(new Key("absent"), ByteRange.ALL, OTHER));
  }

  @Test
  default void deleteChecksItsPrecondition() throws IOException {
    ObjectInfo info = put("k", new byte[] {1});
    Key key = new Key("k");

    assertFails(() -> deleted(key, OTHER));
    assertFails(() -> deleted(key, Precondition.ABSENT));
    assertThat(keys()).containsExactly("k");

    store().delete(key, new Precondition.Matches(info.etag()));
    assertThat(keys()).isEmpty();
    assertAbsent(() -> deleted(key, new Precondition.Matches(info.etag())));
    assertAbsent(() -> deleted(key, Precondition.EXISTS));
  }

  private Object deleted(Key key, Precondition precondition) throws IOException {
    store().delete(key, precondition);
    return key;
  }

  private static void assertFails(PutContract.Step<?> step) {
    assertThatThrownBy(step::run).isInstanceOf(PreconditionFailedException.class);
  }

  private static void assertAbsent(PutContract.Step<?> step) {
    assertThatThrownBy(step::run).isInstanceOf(NoSuchFileException.class);
  }
}
