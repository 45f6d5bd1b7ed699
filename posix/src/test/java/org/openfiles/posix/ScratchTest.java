package org.openfiles.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openfiles.posix.TestFolder.name;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class ScratchTest {
  @Test
  void noTwoAreTheSameHoweverManyAreTaken() {
    List<Scratch> taken = new ArrayList<>();
    Set<Long> addresses = new TreeSet<>();
    try {
      for (int i = 0; i < 500; i++) {
        Scratch scratch = Scratch.take();
        taken.add(scratch);
        addresses.add(scratch.statusAddress());
      }
      assertThat(addresses).hasSize(500);
    } finally {
      taken.forEach(Scratch::close);
    }
  }

  @Test
  void oneThreadGetsTheSameAgain() {
    long first;
    try (Scratch scratch = Scratch.take()) {
      first = scratch.statusAddress();
    }
    try (Scratch scratch = Scratch.take()) {
      assertThat(scratch.statusAddress()).isEqualTo(first);
    }
  }

  @Test
  void noneIsHeldByTwoThreads() {
    Set<Long> held = ConcurrentHashMap.newKeySet();
    List<String> clashes = new ArrayList<>();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20_000; i++) {
        executor.execute(
            () -> {
              try (Scratch scratch = Scratch.take()) {
                long address = scratch.name(name("x"));
                if (!held.add(address)) {
                  synchronized (clashes) {
                    clashes.add("held twice");
                  }
                }
                LockSupport.parkNanos(1); // lets others run on this carrier
                held.remove(address);
              }
            });
      }
    }
    assertThat(clashes).isEmpty();
  }
}
