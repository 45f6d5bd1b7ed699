package org.openfiles.store.s3;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.Checksum;
import org.openfiles.core.ChecksumAlgorithm;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/// Checksums in what S3 says and is told.
final class Checksums {
  private static final String MEMBER = "Checksum";
  private static final String TYPE = "ChecksumType";

  private Checksums() {}

  /// All that stand in an answer, or in an element of one: their members have the same names
  /// everywhere.
  static List<Checksum> of(SdkPojo answer) {
    Map<String, String> members = new HashMap<>();
    for (SdkField<?> field : answer.sdkFields()) {
      if (field.memberName().startsWith(MEMBER)
          && field.getValueOrDefault(answer) instanceof String value) {
        members.put(field.memberName(), value);
      }
    }
    List<Checksum> checksums = new ArrayList<>();
    for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
      String value = members.get(MEMBER + algorithm);
      if (value != null) {
        checksum(algorithm, value, members.get(TYPE)).ifPresent(checksums::add);
      }
    }
    return checksums;
  }

  /// S3 writes a composite value with the number of parts behind it. A value that the algorithm
  /// does not have says nothing of the bytes.
  private static Optional<Checksum> checksum(
      ChecksumAlgorithm algorithm, String text, @Nullable String type) {
    int dash = text.lastIndexOf('-');
    boolean composite = dash >= 0 || "COMPOSITE".equals(type);
    try {
      return Optional.of(
          new Checksum(
              algorithm,
              dash >= 0 ? text.substring(0, dash) : text,
              composite ? Checksum.Scope.COMPOSITE : Checksum.Scope.FULL_OBJECT));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// The one that goes along with an upload, of those that are known: S3 keeps one. Not every
  /// endpoint has learnt of MD5 and the xxHash family.
  static Optional<Checksum> sendable(List<Checksum> checksums) {
    return EnumSet.range(ChecksumAlgorithm.CRC32, ChecksumAlgorithm.SHA512).stream()
        .flatMap(algorithm -> checksums.stream().filter(each -> each.algorithm() == algorithm))
        .filter(each -> each.scope() == Checksum.Scope.FULL_OBJECT)
        .findFirst();
  }

  static Optional<ChecksumAlgorithm> wanted(Set<ChecksumAlgorithm> algorithms) {
    return algorithms.stream().sorted().findFirst();
  }

  static String header(Checksum checksum) {
    return "x-amz-checksum-" + checksum.algorithm().name().toLowerCase(Locale.ROOT);
  }
}
