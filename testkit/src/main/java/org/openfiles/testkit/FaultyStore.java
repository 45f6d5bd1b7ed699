package org.openfiles.testkit;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.openfiles.core.MultipartStore;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.UnavailableException;

/// A store that fails by rule: the same faults for the same seed and the same order of requests.
/// The first rule that applies to a request and hits it decides.
public final class FaultyStore extends WrappedStore {

  /// What goes wrong.
  public sealed interface Fault {
    /// Nothing happens, and the caller is told so.
    record Before() implements Fault {}

    /// It happens, and the answer is lost.
    record After() implements Fault {}

    /// The store asks for fewer requests; nothing happens.
    record Throttle() implements Fault {}

    /// It takes its time.
    record Delay(Duration time) implements Fault {}

    /// A reader breaks after so many bytes.
    record CutOff(long bytes) implements Fault {}
  }

  /// Hits some requests.
  ///
  /// @param probability of each request that it applies to, from 0 to 1
  /// @param times how often at the most
  public record Rule(Set<Verb> verbs, Fault fault, double probability, int times) {
    public Rule {
      verbs = Set.copyOf(verbs);
    }

    /// The next request of a verb.
    public static Rule once(Verb verb, Fault fault) {
      return new Rule(Set.of(verb), fault, 1, 1);
    }
  }

  private final RandomGenerator random;
  private final List<Rule> rules = new ArrayList<>();

  public FaultyStore(MultipartStore inner, RandomGenerator random) {
    super(inner);
    this.random = random;
  }

  public synchronized void add(Rule rule) {
    rules.add(rule);
  }

  /// From now on nothing goes wrong.
  public synchronized void heal() {
    rules.clear();
  }

  @Override
  <T> T around(Verb verb, String name, Request<T> request) throws IOException {
    Optional<Fault> fault = next(verb);
    return fault.isEmpty() ? request.make() : under(fault.get(), name, request);
  }

  private synchronized Optional<Fault> next(Verb verb) {
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      if (rule.verbs().contains(verb) && random.nextDouble() < rule.probability()) {
        if (rule.times() == 1) {
          rules.remove(i);
        } else {
          rules.set(i, new Rule(rule.verbs(), rule.fault(), rule.probability(), rule.times() - 1));
        }
        return Optional.of(rule.fault());
      }
    }
    return Optional.empty();
  }

  private static <T> T under(Fault fault, String name, Request<T> request) throws IOException {
    return switch (fault) {
      case Fault.Before _ -> throw new UnavailableException(name, "injected: not done", false);
      case Fault.Throttle _ -> throw new UnavailableException(name, "injected: slow down", true);
      case Fault.After _ -> {
        T lost = request.make();
        if (lost instanceof ObjectReader reader) {
          reader.close();
        }
        throw new UnavailableException(name, "injected: done, the answer lost", false);
      }
      case Fault.Delay(Duration time) -> {
        pause(time);
        yield request.make();
      }
      case Fault.CutOff(long bytes) -> cut(request.make(), bytes);
    };
  }

  /// Of what is no reader nothing can be cut off.
  @SuppressWarnings("unchecked") // a reader stands for a reader
  private static <T> T cut(T answer, long bytes) {
    return answer instanceof ObjectReader reader ? (T) new WrappedReader(reader, bytes) : answer;
  }

  private static void pause(Duration time) throws InterruptedIOException {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while delayed");
    }
  }
}
