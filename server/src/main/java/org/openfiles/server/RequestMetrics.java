package org.openfiles.server;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.openfiles.door.s3.RequestListener;
import org.openfiles.door.s3.request.Operation;
import org.openfiles.http.HttpServer;
import org.openfiles.http.HttpServerStats;

/// Counts what the S3 door serves, and shows it in the text format of Prometheus.
final class RequestMetrics implements RequestListener {
  /// One time series: an operation and the status it was answered with.
  private record Series(String operation, int status) {}

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<Series, Timer> requests = new ConcurrentHashMap<>();
  private final Counter received = bytes("received");
  private final Counter sent = bytes("sent");

  private Counter bytes(String direction) {
    return Counter.builder("openfiles.s3.bytes")
        .description("Bytes of request bodies received and of answers' bodies sent")
        .tag("direction", direction)
        .register(registry);
  }

  /// Shows the connections of a server too.
  void watch(HttpServer server) {
    gauge("connections", "Open connections", server, HttpServerStats::connections);
    gauge("requests.in.flight", "Requests being answered", server, HttpServerStats::inFlight);
  }

  private void gauge(
      String name, String description, HttpServer server, ToDoubleFunction<HttpServerStats> value) {
    Gauge.builder("openfiles.http." + name, server, each -> value.applyAsDouble(each.stats()))
        .description(description)
        .register(registry);
  }

  @Override
  public void served(Event event) {
    Series series =
        new Series(event.operation().map(Operation::apiName).orElse("none"), event.status());
    requests
        .computeIfAbsent(series, this::timer)
        .record(event.durationNanos(), TimeUnit.NANOSECONDS);
    received.increment((double) event.bytesIn());
    sent.increment((double) event.bytesOut());
  }

  private Timer timer(Series series) {
    return Timer.builder("openfiles.s3.requests")
        .description("Requests by operation and status, with their duration")
        .tag("operation", series.operation())
        .tag("status", Integer.toString(series.status()))
        .register(registry);
  }

  /// Everything counted, in the text format of Prometheus.
  String text() {
    return registry.scrape();
  }
}
