package org.openfiles.door.s3;

import java.util.Optional;
import org.openfiles.door.s3.request.Address;
import org.openfiles.door.s3.request.Operation;

/// What is known of a request while it is served: it fills up on the way.
final class Served {
  private static final Address NOWHERE = new Address("", "");

  private final String id;
  private final MeteredRequest request;
  private Address address = NOWHERE;
  private Optional<Operation> operation = Optional.empty();
  private Optional<String> user = Optional.empty();
  private Optional<String> error = Optional.empty();

  Served(String id, MeteredRequest request) {
    this.id = id;
    this.request = request;
  }

  String id() {
    return id;
  }

  MeteredRequest request() {
    return request;
  }

  Address address() {
    return address;
  }

  Optional<Operation> operation() {
    return operation;
  }

  Optional<String> user() {
    return user;
  }

  Optional<String> error() {
    return error;
  }

  void names(Address value) {
    address = value;
  }

  void isOf(Operation value) {
    operation = Optional.of(value);
  }

  void sentBy(Optional<String> accessKey) {
    user = accessKey;
  }

  void failed(String code) {
    error = Optional.of(code);
  }
}
