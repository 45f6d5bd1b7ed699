package org.openfiles.door.s3;

import java.util.regex.Pattern;
import org.openfiles.http.ExchangeListener;

/// Joins what the door knows of a request with what the server knows of its answer.
///
/// What the door knows is attached to the request until then.
final class RequestLog implements ExchangeListener {
  private static final Pattern SIGNATURE = Pattern.compile("\\b(X-Amz-Signature|Signature)=[^&]*");

  private final RequestListener listener;

  RequestLog(RequestListener listener) {
    this.listener = listener;
  }

  @Override
  public void completed(Exchange exchange) {
    if (!(exchange.request().attachment() instanceof Served served)) {
      return;
    }
    listener.served(
        new RequestListener.Event(
            served.id(),
            exchange.request().remoteAddress(),
            exchange.request().method(),
            withoutSignature(exchange.request().target()),
            served.operation(),
            served.user(),
            served.address().bucket(),
            served.address().key(),
            exchange.status(),
            served.error(),
            served.request().bytes(),
            exchange.bodyBytes(),
            exchange.durationNanos(),
            exchange.complete()));
  }

  /// A signed URL opens the object for whoever reads the log, until it expires.
  private static String withoutSignature(String target) {
    return target.contains("Signature=") ? SIGNATURE.matcher(target).replaceAll("$1=...") : target;
  }
}
