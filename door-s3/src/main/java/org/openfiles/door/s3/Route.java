package org.openfiles.door.s3;

import java.util.Set;
import org.openfiles.door.s3.request.Address;
import org.openfiles.door.s3.request.Endpoint;
import org.openfiles.door.s3.request.Operation;
import org.openfiles.door.s3.request.Query;
import org.openfiles.http.Headers;

/// Which requests are of an operation, what else they may say, and who answers them.
///
/// @param subresources query parameters that all must be there for a request to be of the operation
/// @param selector a header that must be there likewise; empty for none
/// @param parameters further query parameters that the operation understands
/// @param headers further `x-amz-*` headers that it understands; one that ends in `*` stands for
///   all that begin so
record Route(
    Operation operation,
    String method,
    Address.Scope scope,
    Set<String> subresources,
    String selector,
    Set<String> parameters,
    Set<String> headers,
    Support support,
    Endpoint endpoint) {

  /// How far an operation is served.
  enum Support {
    /// As the S3 API reference states it.
    COMPLETE,
    /// As a bucket answers on which nothing of the kind was ever configured.
    UNCONFIGURED,
    /// With the error `NotImplemented`.
    NOT_IMPLEMENTED
  }

  static Route of(Operation operation, String method, Address.Scope scope, Endpoint endpoint) {
    return new Route(
        operation, method, scope, Set.of(), "", Set.of(), Set.of(), Support.COMPLETE, endpoint);
  }

  Route when(String... subresourceNames) {
    return new Route(
        operation,
        method,
        scope,
        Set.of(subresourceNames),
        selector,
        parameters,
        headers,
        support,
        endpoint);
  }

  Route whenHeader(String header) {
    return new Route(
        operation, method, scope, subresources, header, parameters, headers, support, endpoint);
  }

  Route parameters(String... names) {
    return new Route(
        operation,
        method,
        scope,
        subresources,
        selector,
        Set.of(names),
        headers,
        support,
        endpoint);
  }

  Route headers(Set<String> names) {
    return new Route(
        operation, method, scope, subresources, selector, parameters, names, support, endpoint);
  }

  Route supported(Support value) {
    return new Route(
        operation, method, scope, subresources, selector, parameters, headers, value, endpoint);
  }

  /// Whether a request of its method and scope is of the operation.
  boolean takes(Query query, Headers sent) {
    for (String name : subresources) {
      if (!query.has(name)) {
        return false;
      }
    }
    return selector.isEmpty() || sent.contains(selector);
  }

  /// How much a request must say to be of the operation: what says more is tried first.
  int specificity() {
    return 2 * subresources.size() + (selector.isEmpty() ? 0 : 1);
  }
}
