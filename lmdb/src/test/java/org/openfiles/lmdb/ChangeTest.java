package org.openfiles.lmdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ChangeTest extends DatabaseTestCase {
  @Test
  void aChangeAnswersWhatItFoundOut() throws IOException {
    put("a", "1");
    assertThat(database().<String>write(transaction -> get(transaction, "a") + "!"))
        .isEqualTo("1!");
  }

  @Test
  void aChangeSeesWhatItWrote() throws IOException {
    put("a", "1");
    List<String> seen =
        database()
            .write(
                transaction -> {
                  transaction.put(table(), bytes("b"), bytes("2"));
                  transaction.put(table(), bytes("a"), bytes("one"));
                  transaction.delete(table(), bytes("b"));
                  transaction.append(table(), bytes("c"), bytes("3"));
                  return entries(transaction);
                });
    assertThat(seen).containsExactly("a=one", "c=3");
    reopen();
    assertThat(entries()).containsExactly("a=one", "c=3");
  }

  @Test
  void aChangeThatThrowsLeavesNoTrace() throws IOException {
    put("a", "1");
    assertThatThrownBy(() -> database().write(this::writeAndFail))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessage("as expected");
    assertThat(entries()).containsExactly("a=1");
  }

  @Test
  void changesOfOneBatchSeeEachOtherAndNotTheFailedOnes() throws Exception {
    put("a", "1");
    List<Pending<List<String>>> pending = new ArrayList<>();
    AtomicInteger runs = new AtomicInteger();
    inOneBatch(
        () -> {
          for (int i = 0; i < 20; i++) {
            String key = "k" + i % 10;
            boolean fails = i % 3 == 1;
            pending.add(
                database()
                    .submit(
                        transaction -> {
                          runs.incrementAndGet();
                          if (fails) {
                            writeAndFail(transaction);
                          }
                          List<String> before = entries(transaction);
                          transaction.put(table(), bytes(key), bytes("x".repeat(5000)));
                          transaction.put(table(), bytes(key), bytes("y"));
                          return before;
                        }));
          }
        });
    int kept = 0;
    for (int i = 0; i < 20; i++) {
      Pending<List<String>> change = pending.get(i);
      if (i % 3 == 1) {
        assertThatThrownBy(change::await).isInstanceOf(FileAlreadyExistsException.class);
      } else {
        assertThat(change.await()).contains("a=1").doesNotContain("new=1").hasSizeGreaterThan(kept);
        kept = Math.min(kept + 1, 6);
      }
    }
    assertThat(runs).hasValue(20);
    assertThat(entries())
        .containsExactly(
            "a=1", "k0=y", "k1=y", "k2=y", "k3=y", "k4=y", "k5=y", "k6=y", "k7=y", "k8=y", "k9=y");
  }

  @Test
  void anErrorInAChangeReachesItsCallerOnly() throws Exception {
    List<Pending<String>> pending = new ArrayList<>();
    inOneBatch(
        () -> {
          pending.add(
              database()
                  .submit(
                      _ -> {
                        throw new AssertionError("as expected");
                      }));
          pending.add(database().submit(_ -> "well"));
        });
    assertThatThrownBy(pending.get(0)::await).isInstanceOf(AssertionError.class);
    assertThat(pending.get(1).await()).isEqualTo("well");
  }

  @Test
  void anAppendOutOfOrderIsRefusedAndTheChangeGoesOn() throws IOException {
    put("b", "1");
    database()
        .write(
            transaction -> {
              transaction.put(table(), bytes("c"), bytes("2"));
              assertThatThrownBy(() -> transaction.append(table(), bytes("b"), bytes("x")))
                  .isInstanceOf(IllegalArgumentException.class);
              transaction.append(table(), bytes("d"), bytes("3"));
              return null;
            });
    assertThat(entries()).containsExactly("b=1", "c=2", "d=3");
  }

  @Test
  void aChangeCannotWaitForAnother() {
    assertThatThrownBy(() -> database().write(_ -> database().write(_ -> "never")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a change cannot wait for another change");
  }

  @Test
  void aTransactionIsOverWithItsChange() throws IOException {
    Transaction over = database().write(transaction -> transaction);
    assertThatThrownBy(() -> over.put(table(), bytes("a"), bytes("1")))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> over.get(table(), bytes("a")))
        .isInstanceOf(IllegalStateException.class);
    assertThat(entries()).isEmpty();
  }

  @Test
  void closingWaitsForWhatWasSubmitted() throws IOException {
    List<Pending<?>> pending = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      byte[] key = bytes("k" + i);
      pending.add(
          database()
              .submit(
                  transaction -> {
                    transaction.put(table(), key, key);
                    return null;
                  }));
    }
    database().close();
    assertThat(pending).allMatch(Pending::isDone);
    assertThatThrownBy(() -> database().write(_ -> null))
        .isInstanceOf(ClosedChannelException.class);
    assertThatThrownBy(() -> database().read(_ -> null)).isInstanceOf(ClosedChannelException.class);
    open();
    assertThat(entries()).hasSize(500);
  }

  @Test
  void anInterruptedCallerStillLearnsTheOutcome() throws IOException {
    Pending<String> pending = database().submit(_ -> "well");
    Thread.currentThread().interrupt();
    assertThat(pending.await()).isEqualTo("well");
    assertThat(Thread.interrupted()).isTrue();
  }

  private String writeAndFail(Transaction transaction) throws IOException {
    transaction.put(table(), bytes("new"), bytes("1"));
    transaction.put(table(), bytes("a"), bytes("changed".repeat(1000)));
    transaction.put(table(), bytes("a"), bytes("again"));
    transaction.delete(table(), bytes("k0"));
    transaction.put(table(), bytes("k0"), bytes("other"));
    transaction.delete(table(), bytes("a"));
    transaction.append(table(), bytes("z"), bytes("1"));
    throw new FileAlreadyExistsException("as expected");
  }
}
