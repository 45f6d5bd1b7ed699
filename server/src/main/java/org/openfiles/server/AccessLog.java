package org.openfiles.server;

import org.openfiles.door.s3.RequestListener;
import org.openfiles.door.s3.request.Operation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One line for every request, names and values in turn.
final class AccessLog implements RequestListener {
  private static final Logger log = LoggerFactory.getLogger("access");

  @Override
  public void served(Event event) {
    log.atInfo()
        .addKeyValue("remote", event.remote().getAddress().getHostAddress())
        .addKeyValue("user", event.user().orElse("-"))
        .addKeyValue("operation", event.operation().map(Operation::apiName).orElse("-"))
        .addKeyValue("method", event.method())
        .addKeyValue("target", event.target())
        .addKeyValue("status", event.status())
        .addKeyValue("error", event.error().orElse("-"))
        .addKeyValue("in", event.bytesIn())
        .addKeyValue("out", event.bytesOut())
        .addKeyValue("millis", event.durationNanos() / 1_000_000)
        .addKeyValue("complete", event.complete())
        .addKeyValue("id", event.id())
        .log("request");
  }
}
