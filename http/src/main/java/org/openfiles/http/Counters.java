package org.openfiles.http;

import java.util.concurrent.atomic.LongAdder;

/// What [HttpServerStats] is read from.
final class Counters {
  final LongAdder accepted = new LongAdder();
  final LongAdder refused = new LongAdder();
  final LongAdder inFlight = new LongAdder();
  final LongAdder requests = new LongAdder();
  final LongAdder received = new LongAdder();
  final LongAdder sent = new LongAdder();

  HttpServerStats snapshot(int connections) {
    return new HttpServerStats(
        connections,
        accepted.sum(),
        refused.sum(),
        inFlight.sum(),
        requests.sum(),
        received.sum(),
        sent.sum());
  }
}
