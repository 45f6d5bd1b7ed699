package org.openfiles.door.http;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.openfiles.core.ExpireReport;
import org.openfiles.http.Response;

/// `POST /v1/expire`: drops cached bytes that nobody read for as long as configured, or for `days`.
final class Expire implements Endpoint {
  private static final int DAYS_MAX = 36_500;

  @Override
  public Response answer(FilesRequest request) throws IOException {
    Optional<Long> days = request.parameters().number("days");
    if (days.isPresent() && days.get() > DAYS_MAX) {
      throw ProblemException.badRequest("days has to be from 0 to " + DAYS_MAX);
    }
    ExpireReport report =
        days.isPresent()
            ? request.volume().expire(Duration.ofDays(days.get()))
            : request.volume().expire();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("expired", report.files());
    members.put("bytes", report.bytes());
    return Json.answer(200, members);
  }
}
