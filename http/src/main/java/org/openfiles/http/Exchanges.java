package org.openfiles.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The exchanges of one connection, one after the other, on its thread.
final class Exchanges implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(HttpServer.class);

  /// The status told of a request that was not answered, as other servers do.
  private static final int NOT_ANSWERED = 499;

  private final Service service;
  private final Input input;
  private final Output output;
  private final Waiter waiter;
  private final InetSocketAddress remote;
  private final LineReader lines;
  private final RequestHeadReader heads;

  Exchanges(Service service, Input input, Output output, Waiter waiter, InetSocketAddress remote) {
    this.service = service;
    this.input = input;
    this.output = output;
    this.waiter = waiter;
    this.remote = remote;
    lines = new LineReader(input);
    heads = new RequestHeadReader(lines, service.limits());
  }

  /// What becomes of the connection after an exchange.
  private enum After {
    /// It carries the next request.
    NEXT,
    /// It is closed once everything is sent.
    CLOSE,
    /// As `CLOSE`, but the client may still be sending what nobody will read.
    LINGER,
    /// It is closed at once, so that the client sees that the response is not whole.
    CUT
  }

  @Override
  public void run() {
    try {
      After after = After.NEXT;
      while (after == After.NEXT && awaitRequest()) {
        after = exchange();
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
      output.close();
      input.release();
    }
  }

  private boolean awaitRequest() throws IOException {
    input.abandonWhen(service::closing);
    long until = System.nanoTime() + service.limits().idleTimeout().toNanos();
    return input.await(until) && !service.closing();
  }

  private After exchange() throws IOException {
    RequestHead head;
    try {
      head = heads.read(System.nanoTime() + service.limits().headerTimeout().toNanos());
    } catch (BadRequestException e) {
      return refuse(e.status(), e.reason());
    } catch (SocketTimeoutException e) {
      return refuse(408, "request head did not arrive in time");
    }
    Counters counters = service.counters();
    counters.requests.increment();
    counters.inFlight.increment();
    try {
      input.abandonWhen(() -> false);
      return answer(head);
    } finally {
      counters.inFlight.decrement();
    }
  }

  /// Answers a request that no handler can see.
  private After refuse(int status, String reason) throws IOException {
    service.counters().requests.increment();
    Responder responder = new Responder(output, RequestHead.UNKNOWN, service.date(), false);
    Response page = page(status, reason);
    try (var _ = page.body()) {
      responder.send(page, false);
    }
    return After.LINGER;
  }

  private After answer(RequestHead head) {
    long started = System.nanoTime();
    Responder responder = new Responder(output, head, service.date(), !service.secure());
    IncomingBody body =
        new IncomingBody(
            head, input, output, waiter, lines, service.limits().headerBytes(), responder::started);
    Request request = new HttpRequest(head, body, remote, service.secure(), started);
    After after = respond(request, body, responder, head.keepAlive());
    service
        .listener()
        .completed(
            new ExchangeListener.Exchange(
                request,
                responder.started() ? responder.status() : NOT_ANSWERED,
                responder.bodyBytes(),
                System.nanoTime() - started,
                after != After.CUT));
    return after == After.NEXT && !body.skipRest() ? After.LINGER : after;
  }

  private After respond(
      Request request, IncomingBody body, Responder responder, boolean keepAlive) {
    Response response;
    try {
      response = service.handler().handle(request);
    } catch (Throwable e) {
      response = failurePage(request, body, e);
    }
    boolean persistent = body.isSpent() && keepAlive && !service.closing();
    try {
      try (var _ = response.body()) {
        persistent = responder.send(response, persistent);
      } catch (Throwable e) {
        if (output.failed() || responder.started()) {
          throw e;
        }
        Response page = failurePage(request, body, e);
        try (var _ = page.body()) {
          persistent = responder.send(page, persistent);
        }
      }
      return persistent ? After.NEXT : body.ended() ? After.CLOSE : After.LINGER;
    } catch (Throwable e) {
      logFailure(request, body, e);
      return After.CUT;
    }
  }

  /// The page for a failure: the client's when its body failed first, else the server's.
  private Response failurePage(Request request, IncomingBody body, Throwable failure) {
    logFailure(request, body, failure);
    return switch (body.failure()) {
      case null -> page(500, "internal error");
      case BadRequestException e -> page(e.status(), e.reason());
      case SocketTimeoutException _ -> page(408, "request body did not arrive in time");
      case EOFException _ -> page(400, "request body is cut short");
      case IOException _ -> page(400, "request body could not be read");
    };
  }

  private void logFailure(Request request, IncomingBody body, Throwable failure) {
    String method = request.method();
    if (output.failed() || body.failure() != null) {
      log.debug("client failed method={} path={}", method, request.rawPath(), failure);
    } else {
      log.error("request failed method={} path={}", method, request.rawPath(), failure);
    }
  }

  private Response page(int status, String reason) {
    try {
      return service.errorPage().answer(status, reason);
    } catch (RuntimeException e) {
      log.error("error page failed status={}", status, e);
      return ErrorPage.PLAIN.answer(status, reason);
    }
  }
}
