package org.openfiles.door.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.openfiles.core.MemoryVolumes;
import org.openfiles.door.s3.access.AccessRules;
import org.openfiles.door.s3.auth.AuthSettings;
import org.openfiles.door.s3.auth.Authenticator;
import org.openfiles.door.s3.auth.Users;
import org.openfiles.door.s3.form.PostForm;

/// `docs/s3-compatibility.md` says what the table of routes says. `-Dwrite=true` writes it anew.
class CompatibilityDocumentTest {
  private static final Path DOCUMENT = Path.of("../docs/s3-compatibility.md");

  @Test
  void theDocumentSaysWhatTheTableOfRoutesSays() throws IOException {
    String current = document();
    if (Boolean.getBoolean("write")) {
      Files.writeString(DOCUMENT, current);
    }

    assertThat(Files.readString(DOCUMENT)).isEqualTo(current);
  }

  private static String document() throws IOException {
    InstantSource clock = InstantSource.system();
    Authenticator authenticator =
        new Authenticator(AuthSettings.DEFAULT, Users.of(List.of()), clock);
    S3DoorSettings settings = S3DoorSettings.DEFAULT;
    try (MemoryVolumes volumes = new MemoryVolumes(clock, RandomGenerator.getDefault())) {
      AccessRules rules = new AccessRules(List.of(), settings.owner(), false, false);
      RouteTable table =
          RouteTable.of(
              volumes, settings, rules, new PostForm(authenticator.forms(), clock));
      List<Route> routes = new ArrayList<>(table.all());
      routes.sort(Comparator.comparing(route -> route.operation().apiName()));
      StringBuilder text = new StringBuilder(INTRODUCTION);
      for (Route route : routes) {
        text.append("| ")
            .append(route.operation().apiName())
            .append(" | ")
            .append(form(route))
            .append(" | ")
            .append(
                switch (route.support()) {
                  case COMPLETE -> "served";
                  case UNCONFIGURED -> "answers as a bucket does that has none";
                  case NOT_IMPLEMENTED -> "`NotImplemented`";
                })
            .append(" | ")
            .append(names(route))
            .append(" |\n");
      }
      return text.toString();
    }
  }

  private static String form(Route route) {
    String path =
        switch (route.scope()) {
          case SERVICE -> "/";
          case BUCKET -> "/BUCKET";
          case OBJECT -> "/BUCKET/KEY";
        };
    String query = String.join("&", new TreeSet<>(route.subresources()));
    return "`"
        + route.method()
        + " "
        + path
        + (query.isEmpty() ? "" : "?" + query)
        + "`"
        + (route.selector().isEmpty() ? "" : " with `" + route.selector() + "`");
  }

  private static String names(Route route) {
    TreeSet<String> names = new TreeSet<>(route.parameters());
    names.addAll(route.headers());
    return names.isEmpty() ? "" : "`" + String.join("` `", names) + "`";
  }

  private static final String INTRODUCTION =
      """
      # S3 compatibility

      Every operation that the S3 door knows, out of its own table of routes; a test holds this page
      to it. What is not served is refused with `NotImplemented` (501), and so is every query
      parameter and every `x-amz-*` header that an operation does not name here: nothing is ignored
      that could change what a request means. Headers that say how a request is signed or sent are
      understood everywhere.

      Against ceph/s3-tests (`conformance/s3-tests/run`): the cases that do not pass are listed with
      their reasons in `conformance/s3-tests/expected-failures.tsv`.

      | operation | request | | further parameters and headers |
      |---|---|---|---|
      """;
}
