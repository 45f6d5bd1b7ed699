package org.openfiles.door.http;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.openfiles.http.Headers;
import org.openfiles.http.PercentCode;

/// Every route of the files API.
final class Routes {
  private static final String BASE = "/v1/";

  private final List<Route> routes;

  Routes(List<Route> routes) {
    this.routes = List.copyOf(routes);
  }

  static Routes of(FilesDoorParts parts, Closing closing) {
    PathLocks locks = new PathLocks();
    return new Routes(
        List.of(
            new Route("GET", "stat", Route.PathUse.OPTIONAL, Set.of(), new StatEntry()),
            new Route(
                "GET",
                "list",
                Route.PathUse.OPTIONAL,
                Set.of("limit", "from"),
                new ListDirectory()),
            new Route(
                "GET", "read", Route.PathUse.REQUIRED, Set.of("offset", "len"), new ReadFile()),
            new Route(
                "PUT",
                "write",
                Route.PathUse.REQUIRED,
                Set.of("offset", "append", "truncate", "ack"),
                new WriteFile(parts, locks)),
            new Route(
                "DELETE",
                "delete",
                Route.PathUse.REQUIRED,
                Set.of("recursive", "ack"),
                new DeleteEntry(locks)),
            new Route(
                "POST",
                "rename",
                Route.PathUse.NONE,
                RenameEntry.parameters(),
                new RenameEntry(parts.creator(), locks)),
            new Route(
                "POST",
                "mkdir",
                Route.PathUse.REQUIRED,
                Set.of("parents", "ack"),
                new MakeDirectory(parts.creator())),
            new Route(
                "GET",
                "events",
                Route.PathUse.OPTIONAL,
                Set.of("after", "follow"),
                new WatchChanges(closing)),
            new Route("POST", "flush", Route.PathUse.NONE, Set.of(), new Flush()),
            new Route("POST", "expire", Route.PathUse.NONE, Set.of("days"), new Expire())));
  }

  /// A route, and the path that was asked for: absolute and decoded.
  record Match(Route route, String path) {}

  Match find(String method, String rawPath) throws ProblemException {
    if (!rawPath.startsWith(BASE)) {
      throw unknown();
    }
    int slash = rawPath.indexOf('/', BASE.length());
    String verb = rawPath.substring(BASE.length(), slash < 0 ? rawPath.length() : slash);
    Route route =
        routes.stream()
            .filter(each -> each.verb().equals(verb))
            .findFirst()
            .orElseThrow(this::unknown);
    if (!route.accepts(method)) {
      String allowed = route.method() + (route.method().equals("GET") ? ", HEAD" : "");
      throw new ProblemException(
          ProblemType.METHOD,
          "%s%s takes %s".formatted(BASE, verb, allowed),
          Headers.of("Allow", allowed));
    }
    String path = path(slash < 0 ? "" : rawPath.substring(slash));
    switch (route.path()) {
      case NONE -> {
        if (!path.equals("/")) {
          throw ProblemException.badRequest(BASE + verb + " has no path");
        }
      }
      case REQUIRED -> {
        if (path.equals("/")) {
          throw ProblemException.badRequest(
              "%s%s needs a path: %s%s/PATH".formatted(BASE, verb, BASE, verb));
        }
      }
      case OPTIONAL -> {}
    }
    return new Match(route, path);
  }

  /// What follows the verb. A path that a client put in with its own slash has two.
  private static String path(String raw) throws ProblemException {
    String decoded =
        PercentCode.decode(raw)
            .orElseThrow(
                () -> ProblemException.badRequest("the path has to be percent-encoded UTF-8"));
    if (decoded.isEmpty()) {
      return "/";
    }
    return decoded.startsWith("//") ? decoded.substring(1) : decoded;
  }

  private ProblemException unknown() {
    String known =
        routes.stream()
            .map(route -> route.method() + " " + BASE + route.verb())
            .collect(Collectors.joining(", "));
    return new ProblemException(ProblemType.NO_ROUTE, "the routes are GET /healthz, " + known);
  }
}
