package org.openfiles.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One exchange under way: a request whose head was read, and its response. Used by one thread at a
/// time.
final class Exchange {
  private static final Logger log = LoggerFactory.getLogger(HttpServer.class);

  /// The status told of a request that was not answered, as other servers do.
  private static final int NOT_ANSWERED = 499;

  private final Service service;
  private final RequestHead head;
  private final IncomingBody body;
  private final Output output;
  private final Responder responder;
  private final Request request;
  private @Nullable Response response;

  Exchange(
      Service service,
      RequestHead head,
      IncomingBody body,
      Output output,
      Responder responder,
      InetSocketAddress remote) {
    this.service = service;
    this.head = head;
    this.body = body;
    this.output = output;
    this.responder = responder;
    request = new HttpRequest(head, body, remote, service.secure(), System.nanoTime());
    service.counters().requests.increment();
    service.counters().inFlight.increment();
  }

  /// Whether the handler needs no thread of its own for it.
  boolean isBrief() {
    return head.contentLength() == 0
        && !head.expectsContinue()
        && service.handler().isBrief(request);
  }

  /// Lets the handler answer, whatever becomes of that.
  Response handle() {
    Response answer;
    try {
      answer = Objects.requireNonNull(service.handler().handle(request), "no response");
    } catch (Throwable e) {
      answer = failurePage(e);
    }
    response = answer;
    return answer;
  }

  /// Whether the response can be sent without waiting for the client.
  boolean isShort() {
    return response != null && Responder.isShort(response.body()) && output.hasRoom();
  }

  /// Sends the response of the handler, which is asked now if it was not yet.
  After finish() {
    try {
      After after = send(response == null ? handle() : response);
      service
          .listener()
          .completed(
              new ExchangeListener.Exchange(
                  request,
                  responder.started() ? responder.status() : NOT_ANSWERED,
                  responder.bodyBytes(),
                  System.nanoTime() - request.receivedNanos(),
                  after != After.CUT));
      return after == After.NEXT && !body.skipRest() ? After.LINGER : after;
    } finally {
      service.counters().inFlight.decrement();
    }
  }

  private After send(Response answer) {
    boolean persistent = body.isSpent() && head.keepAlive() && !service.closing();
    try {
      try (var _ = answer.body()) {
        persistent = responder.send(answer, persistent);
      } catch (Throwable e) {
        if (output.failed() || responder.started()) {
          throw e;
        }
        Response page = failurePage(e);
        try (var _ = page.body()) {
          persistent = responder.send(page, persistent);
        }
      }
      return persistent ? After.NEXT : body.ended() ? After.CLOSE : After.LINGER;
    } catch (Throwable e) {
      logFailure(e);
      return After.CUT;
    }
  }

  /// The page for a failure: the client's when its body failed first, else the server's.
  private Response failurePage(Throwable failure) {
    logFailure(failure);
    return switch (body.failure()) {
      case null -> service.page(500, "internal error");
      case BadRequestException e -> service.page(e.status(), e.reason());
      case SocketTimeoutException _ -> service.page(408, "request body did not arrive in time");
      case EOFException _ -> service.page(400, "request body is cut short");
      case IOException _ -> service.page(400, "request body could not be read");
    };
  }

  private void logFailure(Throwable failure) {
    String method = request.method();
    if (output.failed() || body.failure() != null) {
      log.debug("client failed method={} path={}", method, request.rawPath(), failure);
    } else {
      log.error("request failed method={} path={}", method, request.rawPath(), failure);
    }
  }
}
