package org.openfiles.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openfiles.core.AttributeChange;
import org.openfiles.core.Durability;
import org.openfiles.core.FileHandle;
import org.openfiles.core.Inode;
import org.openfiles.core.IsDirectoryException;

/// The bytes of files.
interface TreeContentContract extends TreeFixture {
  @Test
  default void whatWasWrittenIsReadWhereItWasWritten() throws IOException {
    Inode file = create("/f").inode();
    try (FileHandle handle = tree().open(file)) {
      write(handle, 0, "hello world");
      write(handle, 6, "W");
      assertThat(text(handle)).isEqualTo("hello World");
      assertThat(bytes(handle, 4, 4)).containsExactly('o', ' ', 'W', 'o');
      assertThat(bytes(handle, 9, 100)).containsExactly('l', 'd');
      assertThat(tree().attributes(file).size()).isEqualTo(11);
      assertThat(handle.inode()).isEqualTo(file);
    }
    assertThat(text("/f")).isEqualTo("hello World");
  }

  @Test
  default void readFillsItsTargetUnlessTheFileEnds() throws IOException {
    byte[] bytes = TestBytes.random(300_000, 1);
    try (FileHandle handle = tree().open(create("/f").inode())) {
      handle.write(0, ByteBuffer.wrap(bytes));
      ByteBuffer target = ByteBuffer.allocate(250_000);
      assertThat(handle.read(10, target)).isEqualTo(250_000);
      assertThat(target.array()).isEqualTo(Arrays.copyOfRange(bytes, 10, 250_010));
      assertThat(handle.read(299_990, target.clear())).isEqualTo(10);
      assertThat(handle.read(300_000, target.clear())).isEqualTo(-1);
      assertThat(handle.read(1L << 40, target.clear())).isEqualTo(-1);
    }
  }

  @Test
  default void buffersOfAnyKindAndPlaceAreTakenFromPositionToLimit() throws IOException {
    try (FileHandle handle = tree().open(create("/f").inode())) {
      ByteBuffer direct = ByteBuffer.allocateDirect(10).put("0123456789".getBytes(UTF_8));
      handle.write(0, direct.position(2).limit(5));
      assertThat(direct.hasRemaining()).isFalse();
      ByteBuffer slice = ByteBuffer.wrap("abcdef".getBytes(UTF_8)).position(1).slice();
      handle.write(3, slice.asReadOnlyBuffer());
      assertThat(text(handle)).isEqualTo("234bcdef");
      ByteBuffer target = ByteBuffer.allocateDirect(8).position(3).limit(5);
      assertThat(handle.read(1, target)).isEqualTo(2);
      assertThat(target.position()).isEqualTo(5);
      assertThat(target.get(3)).isEqualTo((byte) '3');
    }
  }

  @Test
  default void gapIsZeros() throws IOException {
    long far = (5L << 20) + 3;
    Inode file = create("/f").inode();
    try (FileHandle handle = tree().open(file)) {
      write(handle, 0, "head");
      write(handle, far, "tail");
      assertThat(tree().attributes(file).size()).isEqualTo(far + 4);
      assertThat(bytes(handle, far - 2, 100)).containsExactly(0, 0, 't', 'a', 'i', 'l');
      assertThat(bytes(handle, 2, 5)).containsExactly('a', 'd', 0, 0, 0);
      assertThat(bytes(handle, 1 << 20, 100_000)).containsOnly(0).hasSize(100_000);
    }
  }

  @Test
  default void appendGoesToTheEnd() throws IOException {
    try (FileHandle one = tree().open(create("/f").inode());
        FileHandle two = tree().open(inode("/f"))) {
      assertThat(one.append(ByteBuffer.wrap("a".getBytes(UTF_8)))).isZero();
      assertThat(two.append(ByteBuffer.wrap("bc".getBytes(UTF_8)))).isEqualTo(1);
      assertThat(one.append(ByteBuffer.wrap("d".getBytes(UTF_8)))).isEqualTo(3);
      assertThat(text(two)).isEqualTo("abcd");
    }
  }

  @Test
  default void shorterFileEndsThere() throws IOException {
    Inode file = file("/f", "0123456789").inode();
    try (FileHandle handle = tree().open(file)) {
      assertThat(tree().change(file, AttributeChange.NONE.withSize(4)).size()).isEqualTo(4);
      assertThat(text(handle)).isEqualTo("0123");
      assertThat(handle.read(4, ByteBuffer.allocate(1))).isEqualTo(-1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4095, 4096, 4097, 65_536, 1_048_577})
  default void whatWasCutOffDoesNotComeBack(int kept) throws IOException {
    Inode file = create("/f").inode();
    try (FileHandle handle = tree().open(file)) {
      byte[] ones = new byte[2 << 20];
      Arrays.fill(ones, (byte) 1);
      handle.write(0, ByteBuffer.wrap(ones));
      tree().change(file, AttributeChange.NONE.withSize(kept));
      tree().change(file, AttributeChange.NONE.withSize(2 << 20));
      assertThat(bytes(handle, 0, kept)).containsOnly(1).hasSize(kept);
      assertThat(bytes(handle, kept, 2 << 20)).containsOnly(0).hasSize((2 << 20) - kept);
    }
  }

  @Test
  default void longerFileEndsInZeros() throws IOException {
    Inode file = file("/f", "ab").inode();
    tree().change(file, AttributeChange.NONE.withSize(1L << 33));
    try (FileHandle handle = tree().open(file)) {
      assertThat(bytes(handle, 0, 4)).containsExactly('a', 'b', 0, 0);
      assertThat(bytes(handle, (1L << 33) - 2, 10)).containsExactly(0, 0);
      write(handle, 1L << 32, "x");
      assertThat(bytes(handle, (1L << 32) - 1, 3)).containsExactly(0, 'x', 0);
    }
    assertThat(tree().attributes(file).size()).isEqualTo(1L << 33);
  }

  @Test
  default void writeAfterAShorteningBeginsInZeros() throws IOException {
    Inode file = file("/f", "0123456789").inode();
    tree().change(file, AttributeChange.NONE.withSize(2));
    try (FileHandle handle = tree().open(file)) {
      write(handle, 5, "x");
    }
    assertThat(text("/f")).isEqualTo("01\0\0\0x");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  default void randomEditsAreWhatTheyAreInAnArray(long seed) throws IOException {
    Random random = new Random(seed);
    byte[] model = new byte[0];
    Inode file = create("/f").inode();
    try (FileHandle handle = tree().open(file)) {
      for (int n = 0; n < 200; n++) {
        int position = random.nextInt(200_000);
        byte[] bytes = TestBytes.random(random.nextInt(20_000), seed * 1000 + n);
        switch (random.nextInt(4)) {
          case 0 -> {
            model = Arrays.copyOf(model, position);
            tree().change(file, AttributeChange.NONE.withSize(position));
          }
          case 1 -> {
            int end = model.length;
            model = Arrays.copyOf(model, end + bytes.length);
            System.arraycopy(bytes, 0, model, end, bytes.length);
            assertThat(handle.append(ByteBuffer.wrap(bytes))).isEqualTo(end);
          }
          case 2 -> {
            if (bytes.length > 0) {
              model = Arrays.copyOf(model, Math.max(model.length, position + bytes.length));
              System.arraycopy(bytes, 0, model, position, bytes.length);
            }
            handle.write(position, ByteBuffer.wrap(bytes));
          }
          default -> {
            int from = Math.min(position, model.length);
            int to = Math.min(model.length, from + bytes.length);
            assertThat(bytes(handle, from, bytes.length))
                .as("seed %d step %d", seed, n)
                .isEqualTo(Arrays.copyOfRange(model, from, to));
          }
        }
      }
      assertThat(bytes(handle, 0, 4 << 20)).as("seed %d", seed).isEqualTo(model);
    }
    assertThat(tree().attributes(file).size()).isEqualTo(model.length);
  }

  @Test
  default void syncReturnsAndTheBytesAreThere() throws IOException {
    Inode file = create("/f").inode();
    try (FileHandle handle = tree().open(file)) {
      write(handle, 0, "bytes");
      for (Durability level : Durability.values()) {
        handle.sync(level);
      }
      tree().flush(Inode.ROOT);
      assertThat(text(handle)).isEqualTo("bytes");
    }
    assertThat(text("/f")).isEqualTo("bytes");
  }

  @Test
  default void directoryHasNoBytes() throws IOException {
    Inode directory = mkdir("/d").inode();
    assertThatThrownBy(() -> tree().open(directory)).isInstanceOf(IsDirectoryException.class);
    assertThatThrownBy(() -> tree().change(directory, AttributeChange.NONE.withSize(1)))
        .isInstanceOf(IsDirectoryException.class);
  }

  @Test
  default void closedHandleIsUsedNoMore() throws IOException {
    FileHandle handle = tree().open(file("/f", "bytes").inode());
    handle.close();
    handle.close();
    assertThatThrownBy(() -> handle.read(0, ByteBuffer.allocate(1)))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> write(handle, 0, "x")).isInstanceOf(IOException.class);
    assertThat(text("/f")).isEqualTo("bytes");
  }
}
