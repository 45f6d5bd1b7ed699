package org.openfiles.engine.content;

import java.util.concurrent.atomic.LongAdder;

/// What is counted for the gauges.
record Counters(LongAdder hits, LongAdder misses, LongAdder requests, LongAdder evicted) {
  Counters() {
    this(new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder());
  }

  void read(boolean hit) {
    (hit ? hits : misses).increment();
  }
}
