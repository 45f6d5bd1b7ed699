package org.openfiles.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openfiles.core.Key;
import org.openfiles.core.ListRequest;
import org.openfiles.core.MemoryStore;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.PutRequest;
import org.openfiles.testkit.ArrivingBytes;
import org.openfiles.testkit.HostileKeys;
import org.openfiles.testkit.ListingOracle;

/// A thousand hostile keys as files, listed in every way, beside the reference store.
class ListerOracleTest {

  @ParameterizedTest
  @CsvSource({"1, 1000, 67108864", "2, 1000, 67108864", "3, 200, 0", "4, 200, 20000"})
  void hostileKeysAreListedLikeInTheReferenceStore(long seed, int count, long cacheBytes)
      throws IOException {
    Random random = new Random(seed);
    HostileKeys hostile = new HostileKeys(random);
    try (DiskFolder folder = new DiskFolder();
        MemoryStore memory = new MemoryStore(InstantSource.system(), random)) {
      List<Key> keys = new ArrayList<>();
      while (keys.size() < count) {
        Key key = new Key(hostile.text(Key.BYTES_MAX));
        if (!KeyPaths.isReserved(Slashes.split(key.utf8()).getFirst()) && !keys.contains(key)) {
          folder.put(key.value());
          memory.put(new PutRequest(key, ArrivingBytes.of(key.utf8()), ObjectMetadata.EMPTY));
          keys.add(key);
        }
      }
      Lister lister = new Lister(folder.root(), folder, InstantSource.system(), cacheBytes);

      new ListingOracle(memory::list, random).compare(lister::list);

      keys.sort(null);
      ListRequest all = new ListRequest("", "", ListRequest.Start.BEGINNING, 2000);
      assertThat(lister.list(all).objects()).extracting(info -> info.key()).isEqualTo(keys);
      assertThat(lister.list(all).objects())
          .allMatch(
              info ->
                  info.size()
                      == (info.key().value().endsWith("/")
                          ? info.size()
                          : info.key().utf8().length));
    }
  }
}
