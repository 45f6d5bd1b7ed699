package org.openfiles.store.s3;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.Key;
import org.openfiles.core.ListPage;
import org.openfiles.core.ListRequest;
import org.openfiles.core.ListRequest.Start;
import org.openfiles.core.ObjectInfo;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Pages of keys, in percent code on the way, since XML has no control characters.
final class Listings {
  private static final int KEYS_MAX = 1000;
  private static final String LAST_CODE_POINT = Character.toString(Character.MAX_CODE_POINT);

  private final Bucket bucket;

  Listings(Bucket bucket) {
    this.bucket = bucket;
  }

  ListPage list(ListRequest request) throws IOException {
    if (request.start().equals(new Start.AfterPrefix(""))) {
      return new ListPage(List.of(), List.of(), Optional.empty());
    }
    Optional<String> entered = entered(request);
    if (entered.isEmpty()) {
      return list(request, new Page(request.start()));
    }
    // S3 leaves out a rolled-up prefix that the start lies in, though keys of it are still to come.
    Page page = new Page(new Start.AfterPrefix(entered.get()));
    ListRequest rest = new ListRequest(entered.get(), "", request.start(), 1);
    if (list(rest, new Page(rest.start())).objects().size() == 1) {
      page.add(entered.get());
    }
    return list(request, page);
  }

  /// The rolled-up prefix that a start lies in the midst of.
  private static Optional<String> entered(ListRequest request) {
    String delimiter = request.delimiter();
    String start =
        switch (request.start()) {
          case Start.AfterKey after -> after.key();
          case Start.AfterPrefix after -> after.prefix();
        };
    if (delimiter.isEmpty() || !start.startsWith(request.prefix())) {
      return Optional.empty();
    }
    int at = start.indexOf(delimiter, request.prefix().length());
    String rolledUp = at < 0 ? "" : start.substring(0, at + delimiter.length());
    return at < 0 || request.start().equals(new Start.AfterPrefix(rolledUp))
        ? Optional.empty()
        : Optional.of(rolledUp);
  }

  private ListPage list(ListRequest request, Page page) throws IOException {
    String token = null;
    do {
      int room = request.limit() - page.size();
      // A page that is full already has to know whether it is the last.
      ListObjectsV2Request next =
          request(request, page.start, token, Math.clamp(room, 1, KEYS_MAX));
      ListObjectsV2Response answer =
          bucket
              .attempts()
              .run(Subject.of(request.prefix()), () -> bucket.client().listObjectsV2(next));
      if (room == 0) {
        return page.end(page.hasNewOf(answer));
      }
      page.add(answer);
      token = Boolean.TRUE.equals(answer.isTruncated()) ? answer.nextContinuationToken() : null;
    } while (token != null && page.size() < request.limit());
    return page.end(token != null);
  }

  private ListObjectsV2Request request(
      ListRequest request, Start start, @Nullable String token, int limit) {
    ListObjectsV2Request.Builder builder =
        ListObjectsV2Request.builder()
            .bucket(bucket.name())
            .encodingType(EncodingType.URL)
            .maxKeys(limit)
            .prefix(request.prefix().isEmpty() ? null : request.prefix())
            .delimiter(request.delimiter().isEmpty() ? null : request.delimiter());
    String after = after(start);
    if (token != null) {
      builder.continuationToken(token);
    } else if (!after.isEmpty()) {
      builder.startAfter(after);
    }
    return builder.build();
  }

  /// The key that S3 is to start behind. No key is longer, so a longer one is cut, and behind a
  /// whole prefix is behind the greatest key that has it; what gets past that by the last bytes is
  /// dropped from the page.
  private static String after(Start start) {
    return switch (start) {
      case Start.AfterKey(String key) -> cut(key);
      case Start.AfterPrefix(String prefix) -> {
        int room = Key.BYTES_MAX - prefix.getBytes(StandardCharsets.UTF_8).length;
        yield cut(prefix) + LAST_CODE_POINT.repeat(Math.max(0, room / 4));
      }
    };
  }

  private static String cut(String text) {
    int end = 0;
    for (int bytes = 0; end < text.length(); ) {
      int point = text.codePointAt(end);
      bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      if (bytes > Key.BYTES_MAX) {
        break;
      }
      end += Character.charCount(point);
    }
    return text.substring(0, end);
  }

  /// A page while it is filled.
  private static final class Page {
    private final Start start;
    private final List<ObjectInfo> objects = new ArrayList<>();
    private final List<String> prefixes = new ArrayList<>();

    Page(Start start) {
      this.start = start;
    }

    int size() {
      return objects.size() + prefixes.size();
    }

    void add(String prefix) {
      prefixes.add(prefix);
    }

    void add(ListObjectsV2Response answer) {
      objectsOf(answer).map(Answers::info).forEach(objects::add);
      prefixesOf(answer).forEach(prefixes::add);
    }

    boolean hasNewOf(ListObjectsV2Response answer) {
      return objectsOf(answer).findAny().isPresent() || prefixesOf(answer).findAny().isPresent();
    }

    private Stream<S3Object> objectsOf(ListObjectsV2Response answer) {
      return answer.contents().stream().filter(object -> isBehindStart(object.key()));
    }

    private Stream<String> prefixesOf(ListObjectsV2Response answer) {
      return answer.commonPrefixes().stream()
          .map(CommonPrefix::prefix)
          .filter(
              prefix ->
                  !(start instanceof Start.AfterPrefix(String skipped))
                      || !prefix.startsWith(skipped));
    }

    private boolean isBehindStart(String key) {
      return switch (start) {
        case Start.AfterKey after -> Key.compare(key, after.key()) > 0;
        case Start.AfterPrefix after -> !key.startsWith(after.prefix());
      };
    }

    ListPage end(boolean more) {
      return new ListPage(objects, prefixes, more ? Optional.of(next()) : Optional.empty());
    }

    /// Behind the last entry: told in our terms, it outlives S3's tokens.
    private Start next() {
      if (size() == 0) {
        return start;
      }
      String key = objects.isEmpty() ? "" : objects.getLast().key().value();
      String prefix = prefixes.isEmpty() ? "" : prefixes.getLast();
      return Key.compare(key, prefix) > 0 ? new Start.AfterKey(key) : new Start.AfterPrefix(prefix);
    }
  }
}
