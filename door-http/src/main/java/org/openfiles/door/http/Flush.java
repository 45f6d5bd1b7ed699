package org.openfiles.door.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openfiles.core.FlushReport;
import org.openfiles.http.Response;

/// `POST /v1/flush`: answered when everything that was dirty is in the store, or is told of here.
final class Flush implements Endpoint {
  @Override
  public Response answer(FilesRequest request) throws IOException {
    FlushReport report = request.volume().flush();
    List<Map<String, Object>> failures = new ArrayList<>();
    for (FlushReport.Failure failure : report.failures()) {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("path", failure.path());
      failure.kept().ifPresent(kept -> members.put("kept", kept));
      members.put("reason", failure.reason());
      failures.add(members);
    }
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("flushed", report.exported());
    members.put("failures", failures);
    return Json.answer(200, members);
  }
}
