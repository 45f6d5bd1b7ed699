package org.openfiles.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The exchanges of one connection, one after the other. Used by one thread at a time: the event
/// loop for as long as nothing has to be waited for, else a virtual thread.
final class Exchanges {
  private static final Logger log = LoggerFactory.getLogger(HttpServer.class);

  /// So many pipelined requests are answered before other connections get their turn.
  private static final int BRIEF_MAX = 16;

  private final Service service;
  private final Input input;
  private final Output output;
  private final Waiter waiter;
  private final InetSocketAddress remote;
  private final LineReader lines;
  private final RequestHeadReader heads;

  /// What a thread has to go on with; null when that is the next request.
  private @Nullable Step step;

  private volatile long idleDeadline;

  Exchanges(Service service, Input input, Output output, Waiter waiter, InetSocketAddress remote) {
    this.service = service;
    this.input = input;
    this.output = output;
    this.waiter = waiter;
    this.remote = remote;
    lines = new LineReader(input);
    heads = new RequestHeadReader(lines, service.limits());
  }

  private interface Step {
    After run() throws IOException;
  }

  /// To be called before the connection is left without a thread.
  void beginIdling() {
    input.releaseConsumed();
    idleDeadline = System.nanoTime() + service.limits().idleTimeout().toNanos();
  }

  boolean isIdleTooLong(long now) {
    return now - idleDeadline >= 0;
  }

  /// Whether there is something to do for a connection that nobody serves.
  boolean isWanted() {
    return input.hasArrived() || service.closing();
  }

  /// Answers, on the event loop, requests that take no waiting. False when a thread has to go on
  /// with [#run()].
  boolean answerBriefly() {
    try {
      for (int i = 0; i < BRIEF_MAX && step == null; i++) {
        if (service.closing() || !input.holdsHeadsWithoutBodies()) {
          break;
        }
        step = answerBriefly(begin(heads.read(headerDeadline())));
      }
    } catch (BadRequestException e) {
      step = () -> refuse(e.status(), e.reason());
    } catch (IOException | RuntimeException e) {
      step =
          () -> {
            throw e;
          };
    }
    return step == null && !input.isBuffered() && !isWanted();
  }

  private static @Nullable Step answerBriefly(Exchange exchange) {
    if (!exchange.isBrief()) {
      return exchange::finish;
    }
    var _ = exchange.handle();
    if (!exchange.isShort()) {
      return exchange::finish;
    }
    After after = exchange.finish();
    return after == After.NEXT ? null : () -> after;
  }

  /// Serves on a virtual thread. True when the connection is open and nothing more has arrived;
  /// false when it is closed.
  boolean run() {
    boolean open = false;
    try {
      After after = After.NEXT;
      boolean served = step != null;
      if (step != null) {
        Step first = step;
        step = null;
        after = first.run();
      }
      while (after == After.NEXT) {
        if (served && !input.isBuffered()) {
          open = true;
          return true;
        }
        if (!awaitRequest()) {
          break;
        }
        after = exchange();
        served = true;
      }
      if (after == After.LINGER || (after == After.CLOSE && input.isBuffered())) {
        output.linger(input);
      } else if (after != After.CUT) {
        output.flush();
      }
    } catch (IOException e) {
      log.debug("connection failed remote={}", remote, e);
    } catch (RuntimeException e) {
      log.error("connection failed remote={}", remote, e);
    } finally {
      if (!open) {
        output.close();
        input.release();
      }
    }
    return false;
  }

  private boolean awaitRequest() throws IOException {
    input.abandonWhen(service::closing);
    return input.await(idleDeadline) && !service.closing();
  }

  private long headerDeadline() {
    return System.nanoTime() + service.limits().headerTimeout().toNanos();
  }

  private After exchange() throws IOException {
    Exchange exchange;
    try {
      exchange = begin(heads.read(headerDeadline()));
    } catch (BadRequestException e) {
      return refuse(e.status(), e.reason());
    } catch (SocketTimeoutException e) {
      return refuse(408, "request head did not arrive in time");
    }
    input.abandonWhen(() -> false);
    return exchange.finish();
  }

  private Exchange begin(RequestHead head) {
    Responder responder = new Responder(output, head, service.date(), !service.secure());
    int trailerBytes = service.limits().headerBytes();
    IncomingBody body =
        new IncomingBody(head, input, output, waiter, lines, trailerBytes, responder::started);
    return new Exchange(service, head, body, output, responder, remote);
  }

  /// Answers a request that no handler can see.
  private After refuse(int status, String reason) throws IOException {
    service.counters().requests.increment();
    Responder responder = new Responder(output, RequestHead.UNKNOWN, service.date(), false);
    Response page = service.page(status, reason);
    try (var _ = page.body()) {
      responder.send(page, false);
    }
    return After.LINGER;
  }
}
