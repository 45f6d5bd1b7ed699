package org.openfiles.engine;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.FileKind;
import org.openfiles.core.ObjectMetadata;

/// What tools keep of a file in the user metadata of its object, and what we write there.
///
/// Written are the keys that Amazon S3 Files, DataSync, FSx and the File Gateway share, those that
/// s3fs and rclone share, and `ofss-*` for what none of them has; `docs/metadata.md` lists them. So
/// each of these tools finds what it knows, and what it changed afterwards differs from what the
/// others say.
final class ObjectDialects {
  private static final String MARK = "ofss-export";
  private static final String KIND = "ofss-kind";
  private static final String CHANGED = "ofss-ctime";
  private static final String LINK_GROUP = "ofss-link-group";
  private static final String XATTRS = "ofss-xattrs";
  private static final List<String> OURS =
      List.of(
          "file-permissions",
          "file-owner",
          "file-group",
          "file-mtime",
          "mode",
          "uid",
          "gid",
          "mtime",
          MARK,
          KIND,
          CHANGED,
          LINK_GROUP,
          XATTRS);

  private static final Pattern SECONDS = Pattern.compile("-?\\d{1,12}(\\.\\d{1,20})?");

  /// What the user metadata of an object may take, by the rule of S3: the bytes of all names and
  /// values.
  private static final int BYTES_MAX = 2048;

  /// What the name of a header puts before each of them, in case that counts too.
  private static final int OVERHEAD = 11;

  private ObjectDialects() {}

  /// The metadata of a file's next version: those of the last one, with what is known here as far
  /// as there is room (see [#carries]).
  static ObjectMetadata write(ObjectMetadata base, Node node, String mark) {
    Map<String, String> user = new TreeMap<>(base.user());
    OURS.forEach(user::remove);
    if (!mark.isEmpty()) {
      user.put(MARK, mark);
    }
    for (Map<String, String> group : groups(node)) {
      if (bytes(user) + bytes(group) <= BYTES_MAX) {
        user.putAll(group);
      }
    }
    return base.withUser(user);
  }

  /// Whether an object's metadata say all that is known of its file.
  static boolean carries(ObjectMetadata metadata, Node node) {
    return groups(node).stream()
        .allMatch(group -> metadata.user().entrySet().containsAll(group.entrySet()));
  }

  /// What is said together or not at all, the most useful first.
  private static List<Map<String, String>> groups(Node node) {
    String mode = UnixMode.of(node.kind, node.mode).text();
    String uid = Integer.toUnsignedString(node.uid);
    String gid = Integer.toUnsignedString(node.gid);
    Map<String, String> amazon =
        Map.of(
            "file-permissions", mode,
            "file-owner", uid,
            "file-group", gid,
            "file-mtime", node.modified + "ns");
    Map<String, String> others =
        Map.of("mode", mode, "uid", uid, "gid", gid, "mtime", seconds(node.modified));
    Map<String, String> ours = new TreeMap<>();
    ours.put(CHANGED, Nanos.toInstant(node.changed).toString());
    ours.put(KIND, SidecarJson.name(node.kind));
    if (!node.linkGroup.isEmpty()) {
      ours.put(LINK_GROUP, node.linkGroup);
    }
    return node.xattrs.isEmpty()
        ? List.of(amazon, ours, others)
        : List.of(amazon, ours, others, Map.of(XATTRS, xattrs(node.xattrs)));
  }

  private static int bytes(Map<String, String> user) {
    return user.entrySet().stream()
        .mapToInt(
            entry ->
                OVERHEAD
                    + entry.getKey().getBytes(StandardCharsets.UTF_8).length
                    + entry.getValue().getBytes(StandardCharsets.UTF_8).length)
        .sum();
  }

  private static String xattrs(Map<String, byte[]> xattrs) {
    Base64.Encoder base64 = Base64.getEncoder();
    return xattrs.entrySet().stream()
        .map(
            entry ->
                base64.encodeToString(entry.getKey().getBytes(StandardCharsets.UTF_8))
                    + ":"
                    + base64.encodeToString(entry.getValue()))
        .collect(Collectors.joining(","));
  }

  /// The metadata of a version that is what a client gave, and marked.
  static ObjectMetadata marked(ObjectMetadata given, String mark) {
    if (mark.isEmpty()) {
      return given;
    }
    Map<String, String> user = new TreeMap<>(given.user());
    user.put(MARK, mark);
    return given.withUser(user);
  }

  /// What others are told of an object's metadata.
  static ObjectMetadata withoutMark(ObjectMetadata metadata) {
    if (!metadata.user().containsKey(MARK)) {
      return metadata;
    }
    Map<String, String> user = new TreeMap<>(metadata.user());
    user.remove(MARK);
    return metadata.withUser(user);
  }

  /// By what an upload marked the object; empty where it did not.
  static String mark(ObjectMetadata metadata) {
    return metadata.user().getOrDefault(MARK, "");
  }

  /// What kind of file an object stands for; empty where it doesn't say.
  static Optional<FileKind> kind(ObjectMetadata metadata) {
    Map<String, String> user = metadata.user();
    return mode(user).flatMap(UnixMode::kind).or(() -> kind(user.get(KIND)));
  }

  private static Optional<FileKind> kind(@Nullable String name) {
    try {
      return name == null ? Optional.empty() : Optional.of(SidecarJson.kind(name));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// Takes over what an object's metadata say.
  static void read(ObjectMetadata metadata, Node node) {
    Map<String, String> user = metadata.user();
    mode(user).ifPresent(mode -> node.mode = mode.bits());
    number(newer(user, "file-owner", "uid")).ifPresent(uid -> node.uid = uid.intValue());
    number(newer(user, "file-group", "gid")).ifPresent(gid -> node.gid = gid.intValue());
    modified(user).ifPresent(time -> node.modified = time);
    if (isOurs(user)) {
      instant(user.get(CHANGED)).ifPresent(time -> node.changed = time);
      node.linkGroup = user.getOrDefault(LINK_GROUP, "");
      node.xattrs.clear();
      readXattrs(user.getOrDefault(XATTRS, ""), node.xattrs);
    }
  }

  /// Whether all dialects were written together. Where s3fs or rclone say something else than the
  /// keys of Amazon then, they said it later: they copy the keys that they don't know.
  private static boolean isOurs(Map<String, String> user) {
    return user.containsKey(CHANGED);
  }

  private static Optional<UnixMode> mode(Map<String, String> user) {
    Optional<UnixMode> amazon = UnixMode.octal(user.get("file-permissions"));
    Optional<UnixMode> other = UnixMode.decimalOrOctal(user.get("mode"));
    return isOurs(user) ? other.or(() -> amazon) : amazon.or(() -> other);
  }

  private static @Nullable String newer(Map<String, String> user, String amazon, String other) {
    String first = isOurs(user) ? other : amazon;
    return user.getOrDefault(first, user.get(first.equals(other) ? amazon : other));
  }

  private static Optional<Long> modified(Map<String, String> user) {
    Optional<Long> amazon = amazonTime(user.get("file-mtime"));
    Optional<Long> other = seconds(user.get("mtime"));
    return isOurs(user) ? other.or(() -> amazon) : amazon.or(() -> other);
  }

  private static Optional<Long> amazonTime(@Nullable String text) {
    return text != null && text.endsWith("ns")
        ? number(text.substring(0, text.length() - 2))
        : seconds(text);
  }

  private static String seconds(long nanos) {
    return BigDecimal.valueOf(nanos, 9).stripTrailingZeros().toPlainString();
  }

  private static Optional<Long> seconds(@Nullable String text) {
    try {
      return text == null || !SECONDS.matcher(text).matches()
          ? Optional.empty()
          : Optional.of(new BigDecimal(text).movePointRight(9).toBigInteger().longValueExact());
    } catch (ArithmeticException _) {
      return Optional.empty();
    }
  }

  private static Optional<Long> instant(@Nullable String text) {
    try {
      return text == null ? Optional.empty() : Optional.of(Nanos.of(Instant.parse(text)));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Optional<Long> number(@Nullable String text) {
    try {
      return text == null ? Optional.empty() : Optional.of(Long.parseLong(text));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  private static void readXattrs(String text, Map<String, byte[]> xattrs) {
    Base64.Decoder base64 = Base64.getDecoder();
    for (String each : text.isEmpty() ? new String[0] : text.split(",")) {
      int colon = each.indexOf(':');
      try {
        String name = new String(base64.decode(each.substring(0, colon)), StandardCharsets.UTF_8);
        xattrs.put(name, base64.decode(each.substring(colon + 1)));
      } catch (IllegalArgumentException | StringIndexOutOfBoundsException _) {
        // Somebody else wrote it; what can be read is read.
      }
    }
  }
}
