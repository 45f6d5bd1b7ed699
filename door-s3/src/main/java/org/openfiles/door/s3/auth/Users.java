package org.openfiles.door.s3.auth;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Everybody who may sign requests. Asked once per signed request, so it answers from memory.
@FunctionalInterface
public interface Users {
  Optional<User> find(String accessKey);

  /// A fixed set of users.
  ///
  /// @throws IllegalArgumentException when two have the same access key
  static Users of(Collection<User> users) {
    Map<String, User> byAccessKey =
        users.stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    User::accessKey,
                    Function.identity(),
                    (first, second) -> {
                      throw new IllegalArgumentException(
                          "two users with one access key accessKey=" + first.accessKey());
                    }));
    return accessKey -> Optional.ofNullable(byAccessKey.get(accessKey));
  }
}
