package org.openfiles.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenSortTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 12, 13, 1000, 30_000})
  void tokensAreInTheOrderOfTheirBytesThenOfTheirKinds(int count) {
    Random random = new Random(count);
    AllTokens all = new AllTokens(Long.MAX_VALUE);
    List<byte[]> expected = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] name = name(random);
      EntryKind kind = random.nextInt(3) == 0 ? EntryKind.CLASH : EntryKind.FILE;
      assertThat(all.add(name, 0, name.length, kind)).isTrue();
      expected.add(KeyBytes.concat(name, new byte[] {(byte) (kind == EntryKind.FILE ? 0 : 1)}));
    }

    SortedTokens sorted = all.sorted();

    expected.sort(
        (left, right) -> {
          int order = Arrays.compareUnsigned(left, 0, left.length - 1, right, 0, right.length - 1);
          return order != 0 ? order : left[left.length - 1] - right[right.length - 1];
        });
    assertThat(sorted.size()).isEqualTo(count);
    for (int i = 0; i < count; i++) {
      byte[] token = Arrays.copyOf(expected.get(i), expected.get(i).length - 1);
      assertThat(sorted.token(i)).isEqualTo(token);
      assertThat(sorted.kind(i) == EntryKind.CLASH).isEqualTo(expected.get(i)[token.length] == 1);
      assertThat(sorted.token(sorted.lowerBound(token))).isEqualTo(token);
    }
  }

  /// Alike in the beginning, also up to an end or a NUL, and sometimes the same.
  private static byte[] name(Random random) {
    byte[] name = new byte[random.nextInt(40)];
    int same = random.nextInt(40);
    for (int i = 0; i < name.length; i++) {
      name[i] = i < same ? (byte) 'n' : (byte) random.nextInt(-2, 3);
    }
    return name;
  }
}
