package org.openfiles.door.http;

import java.io.IOException;
import java.net.ProtocolException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.openfiles.core.Caller;
import org.openfiles.core.FileVolume;
import org.openfiles.http.ErrorPage;
import org.openfiles.http.Handler;
import org.openfiles.http.Request;
import org.openfiles.http.Response;

/// The files API over the volumes of a node.
///
/// A server is to be given its [#errorPage] too: else malformed requests are answered in plain
/// text.
public final class FilesDoor implements Handler {
  private static final String VOLUME = "volume";
  private static final String DOOR = "http";

  private final FilesDoorParts parts;
  private final Routes routes;
  private final Closing closing = new Closing();

  public FilesDoor(FilesDoorParts parts) {
    this.parts = parts;
    this.routes = Routes.of(parts, closing);
  }

  /// Ends what would go on for ever, such as the events that somebody follows. Everything else is
  /// answered as before.
  public void beginClosing() {
    closing.begin();
  }

  @Override
  public Response handle(Request request) throws IOException {
    String id = HexFormat.of().toHexDigits(parts.random().nextLong());
    Response answer;
    try {
      answer = serve(request);
    } catch (ProtocolException e) {
      throw e; // the server knows what is wrong with the body, and ends the connection
    } catch (IOException | RuntimeException e) {
      answer = Problems.of(e, request.target(), id);
    }
    return answer.withHeader("X-Request-Id", id);
  }

  /// Answers what no handler sees, because it is no HTTP or too much of it.
  public ErrorPage errorPage() {
    return (status, reason) -> {
      String id = HexFormat.of().toHexDigits(parts.random().nextLong());
      Response page = Problems.document(ProblemType.of(status), reason, "", id);
      return Response.of(status, page.headers(), page.body());
    };
  }

  private Response serve(Request request) throws IOException {
    if (request.rawPath().equals("/healthz")) {
      return health(request);
    }
    String principal = parts.gate().admit(request);
    Routes.Match match = routes.find(request.method(), request.rawPath());
    Parameters parameters = Parameters.parse(request.rawQuery());
    Set<String> names = new HashSet<>(match.route().parameters());
    names.add(VOLUME);
    parameters.requireKnown(names);
    FileVolume volume = volume(parameters.text(VOLUME));
    FilesRequest known = new FilesRequest(request, parameters, volume, match.path());
    return new Caller(principal, DOOR).call(() -> match.route().endpoint().answer(known));
  }

  private static Response health(Request request) throws ProblemException {
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      throw new ProblemException(ProblemType.METHOD, "/healthz takes GET, HEAD");
    }
    return Json.answer(200, Map.of("status", "ok"));
  }

  private FileVolume volume(Optional<String> name) throws ProblemException {
    if (name.isEmpty() && parts.volumes().size() == 1) {
      return parts.volumes().getFirst();
    }
    String known = parts.volumes().stream().map(FileVolume::name).collect(Collectors.joining(", "));
    if (name.isEmpty()) {
      throw ProblemException.badRequest("say which volume: ?volume= one of " + known);
    }
    return parts.volumes().stream()
        .filter(volume -> volume.name().equals(name.get()))
        .findFirst()
        .orElseThrow(
            () ->
                new ProblemException(
                    ProblemType.NOT_FOUND,
                    "no volume is called " + name.get() + "; there is " + known));
  }
}
