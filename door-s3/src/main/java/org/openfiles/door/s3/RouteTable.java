package org.openfiles.door.s3;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openfiles.core.Volumes;
import org.openfiles.door.s3.access.AccessRules;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.door.s3.form.PostForm;
import org.openfiles.door.s3.request.Address;
import org.openfiles.door.s3.request.Query;
import org.openfiles.http.Headers;

/// Every operation that the door knows, found by what a request says.
final class RouteTable {
  private final List<Route> all;
  private final Map<Address.Scope, Map<String, List<Route>>> byScopeAndMethod =
      new EnumMap<>(Address.Scope.class);

  RouteTable(List<Route> routes) {
    all = List.copyOf(routes);
    for (Route route : all) {
      List<Route> candidates =
          byScopeAndMethod
              .computeIfAbsent(route.scope(), _ -> new HashMap<>())
              .computeIfAbsent(route.method(), _ -> new ArrayList<>());
      requireNew(route, candidates);
      candidates.add(route);
    }
    for (Map<String, List<Route>> byMethod : byScopeAndMethod.values()) {
      for (List<Route> candidates : byMethod.values()) {
        candidates.sort(Comparator.comparingInt(Route::specificity).reversed());
      }
    }
  }

  /// All that this door knows.
  static RouteTable of(
      Volumes volumes, S3DoorSettings settings, AccessRules access, PostForm form) {
    List<Route> routes = new ArrayList<>(S3Routes.of(volumes, settings, access, form));
    routes.addAll(ConfigurationRoutes.of(access));
    routes.addAll(UnconfiguredRoutes.all());
    return new RouteTable(routes);
  }

  private static void requireNew(Route route, List<Route> others) {
    for (Route other : others) {
      if (other.subresources().equals(route.subresources())
          && other.selector().equals(route.selector())) {
        throw new IllegalArgumentException(
            "two rows take the same requests: " + other.operation() + " " + route.operation());
      }
    }
  }

  List<Route> all() {
    return all;
  }

  /// The operation that a request is of, be it served or not.
  Route find(String method, Address.Scope scope, Query query, Headers headers) throws S3Exception {
    List<Route> candidates =
        byScopeAndMethod.getOrDefault(scope, Map.of()).getOrDefault(method, List.of());
    for (Route route : candidates) {
      if (route.takes(query, headers)) {
        return route;
      }
    }
    throw S3Error.METHOD_NOT_ALLOWED
        .exception()
        .with("Method", method)
        .with("ResourceType", scope.name());
  }
}
