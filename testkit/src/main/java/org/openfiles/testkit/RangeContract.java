package org.openfiles.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openfiles.core.ByteRange;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.Precondition;
import org.openfiles.core.RangeException;
import org.openfiles.core.Slice;

/// Reading parts of an object, of one version.
interface RangeContract extends StoreFixture {

  /// A range of the object `0123456789`, and what it holds.
  record Case(ByteRange range, String expected) {}

  static Stream<Case> satisfiable() {
    return Stream.of(
        new Case(ByteRange.ALL, "0123456789"),
        new Case(new ByteRange.Between(0, 0), "0"),
        new Case(new ByteRange.Between(3, 5), "345"),
        new Case(new ByteRange.Between(9, 9), "9"),
        new Case(new ByteRange.Between(5, 1000), "56789"),
        new Case(ByteRange.from(0), "0123456789"),
        new Case(ByteRange.from(7), "789"),
        new Case(new ByteRange.Last(1), "9"),
        new Case(new ByteRange.Last(10), "0123456789"),
        new Case(new ByteRange.Last(Long.MAX_VALUE), "0123456789"),
        new Case(new ByteRange.Part(1), "0123456789"));
  }

  @ParameterizedTest
  @MethodSource("satisfiable")
  default void rangeGivesItsBytes(Case given) throws IOException {
    put("k", "0123456789");

    try (ObjectReader reader = store().get(new Key("k"), given.range(), Precondition.NONE)) {
      assertThat(new String(TestBytes.read(reader), UTF_8)).isEqualTo(given.expected());
      assertThat(reader.slice())
          .isEqualTo(
              new Slice(
                  given.expected().isEmpty() ? 0 : given.expected().charAt(0) - '0',
                  given.expected().length()));
      assertThat(reader.info().size()).isEqualTo(10);
    }
  }

  static Stream<ByteRange> unsatisfiable() {
    return Stream.of(
        new ByteRange.Between(10, 10),
        ByteRange.from(10),
        ByteRange.from(Long.MAX_VALUE),
        new ByteRange.Last(0),
        new ByteRange.Part(0),
        new ByteRange.Part(2));
  }

  @ParameterizedTest
  @MethodSource("unsatisfiable")
  default void rangeThatTheObjectDoesNotHaveIsRefusedWithTheObject(ByteRange range)
      throws IOException {
    ObjectInfo info = put("k", "0123456789");

    assertThatThrownBy(() -> store().get(new Key("k"), range, Precondition.NONE))
        .isInstanceOfSatisfying(RangeException.class, e -> assertSame(e.info(), info));
  }

  @Test
  default void emptyObjectHasItsWholeAndItsEndButNoByte() throws IOException {
    put("k", "");

    for (ByteRange range : List.of(ByteRange.ALL, new ByteRange.Last(5), new ByteRange.Part(1))) {
      assertThat(bytes("k", range)).isEmpty();
    }
    assertThatThrownBy(() -> bytes("k", ByteRange.from(0))).isInstanceOf(RangeException.class);
  }

  @Test
  default void readerGivesTheVersionThatItOpened() throws IOException {
    byte[] old = TestBytes.random(300_000, 1);
    ObjectInfo info = put("k", old);
    try (ObjectReader whole = store().get(new Key("k"), ByteRange.ALL, Precondition.NONE);
        ObjectReader end = store().get(new Key("k"), new ByteRange.Last(7), Precondition.NONE)) {
      ByteBuffer start = ByteBuffer.allocate(100);
      while (start.hasRemaining()) {
        assertThat(whole.read(start)).isPositive();
      }

      put("k", TestBytes.random(1000, 2));
      delete("k");

      assertSame(whole.info(), info);
      assertThat(TestBytes.read(end)).isEqualTo(tail(old, 300_000 - 7));
      assertThat(TestBytes.read(whole)).isEqualTo(tail(old, 100));
    }
  }

  @Test
  default void readFillsHeapAndDirectBuffersAndTellsTheEndAgain() throws IOException {
    put("k", "0123456789");
    try (ObjectReader reader =
        store().get(new Key("k"), new ByteRange.Between(2, 6), Precondition.NONE)) {
      ByteBuffer direct = ByteBuffer.allocateDirect(16).position(3).limit(5);
      assertThat(reader.read(direct)).isEqualTo(2);
      assertThat(direct.get(3)).isEqualTo((byte) '2');
      assertThat(direct.get(4)).isEqualTo((byte) '3');
      assertThat(reader.read(direct)).isZero();
      assertThat(new String(TestBytes.read(reader), UTF_8)).isEqualTo("456");
      assertThat(reader.read(ByteBuffer.allocate(1))).isEqualTo(-1);
    }
  }

  private static byte[] tail(byte[] bytes, int from) {
    return Arrays.copyOfRange(bytes, from, bytes.length);
  }
}
