package org.openfiles.door.s3.checksum;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.openfiles.core.Checksum;
import org.openfiles.core.Checksum.Scope;
import org.openfiles.core.ChecksumAlgorithm;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;

/// How the S3 API spells checksums: algorithms, header names, values and types.
public final class ChecksumNames {
  static final String PREFIX = "x-amz-checksum-";

  /// Headers that begin like those of a checksum and are none.
  private static final Set<String> OTHERS =
      Set.of(PREFIX + "algorithm", PREFIX + "mode", PREFIX + "type");

  private static final Map<String, ChecksumAlgorithm> ALGORITHMS =
      Arrays.stream(ChecksumAlgorithm.values())
          .collect(Collectors.toUnmodifiableMap(ChecksumNames::lower, Function.identity()));

  private ChecksumNames() {}

  /// The header that carries a checksum, such as `x-amz-checksum-crc32`.
  public static String header(ChecksumAlgorithm algorithm) {
    return PREFIX + lower(algorithm);
  }

  /// The element that carries a checksum, such as `ChecksumCRC32`.
  public static String element(ChecksumAlgorithm algorithm) {
    return "Checksum" + algorithm.name();
  }

  /// Whether a header of that name (in lower case) carries a checksum.
  static boolean isValueHeader(String header) {
    return header.startsWith(PREFIX) && !OTHERS.contains(header);
  }

  /// The algorithm of a header that carries a checksum.
  static ChecksumAlgorithm ofHeader(String header) throws S3Exception {
    String name = header.substring(PREFIX.length());
    ChecksumAlgorithm algorithm = ALGORITHMS.get(name);
    if (algorithm == null) {
      throw S3Error.INVALID_REQUEST.exception(
          "The algorithm type you specified in x-amz-checksum- header is invalid.");
    }
    return algorithm;
  }

  /// The algorithm that `x-amz-checksum-algorithm` names; case does not matter.
  public static ChecksumAlgorithm algorithm(String name) throws S3Exception {
    ChecksumAlgorithm algorithm = ALGORITHMS.get(name.toLowerCase(Locale.ROOT));
    if (algorithm != null) {
      return algorithm;
    }
    List<String> valid = Arrays.stream(ChecksumAlgorithm.values()).map(Enum::name).toList();
    throw S3Error.INVALID_REQUEST.exception(
        "Checksum algorithm provided is unsupported. Please try again with any of the valid types: "
            + valid.stream().sorted().collect(Collectors.joining(", ", "[", "]")));
  }

  /// The algorithm that `x-amz-sdk-checksum-algorithm` names.
  static ChecksumAlgorithm sdkAlgorithm(String name) throws S3Exception {
    ChecksumAlgorithm algorithm = ALGORITHMS.get(name.toLowerCase(Locale.ROOT));
    if (algorithm == null) {
      throw S3Error.INVALID_REQUEST.exception(
          "Value for x-amz-sdk-checksum-algorithm header is invalid.");
    }
    return algorithm;
  }

  /// What a checksum over the parts of a multipart upload covers.
  ///
  /// @param type the header `x-amz-checksum-type`, when it was sent
  public static Scope scope(ChecksumAlgorithm algorithm, Optional<String> type) throws S3Exception {
    boolean combinable = PartChecksums.canBeFullObject(algorithm);
    if (type.isEmpty()) {
      return algorithm == ChecksumAlgorithm.CRC64NVME ? Scope.FULL_OBJECT : Scope.COMPOSITE;
    }
    Scope scope =
        switch (type.get().toUpperCase(Locale.ROOT)) {
          case "FULL_OBJECT" -> Scope.FULL_OBJECT;
          case "COMPOSITE" -> Scope.COMPOSITE;
          default ->
              throw S3Error.INVALID_REQUEST.exception(
                  "Value for x-amz-checksum-type header is invalid.");
        };
    boolean possible =
        scope == Scope.FULL_OBJECT ? combinable : algorithm != ChecksumAlgorithm.CRC64NVME;
    if (!possible) {
      throw S3Error.INVALID_REQUEST.exception(
          "The "
              + scope.name()
              + " checksum type cannot be used with the "
              + lower(algorithm)
              + " checksum algorithm.");
    }
    return scope;
  }

  /// A checksum as a header or an element has it: base64 of the right length.
  public static Optional<Checksum> parse(ChecksumAlgorithm algorithm, String value) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(value);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    // Encoded again, so that a value without its padding is stored as everybody else writes it.
    return bytes.length == algorithm.bytes()
        ? Optional.of(Checksum.of(algorithm, bytes))
        : Optional.empty();
  }

  /// A checksum of an object that was uploaded in parts, where a composite one may end in the
  /// number of parts (`BASE64-3`).
  public static Optional<Checksum> parseObject(ChecksumAlgorithm algorithm, String value) {
    int dash = value.indexOf('-');
    if (dash < 0) {
      return parse(algorithm, value);
    }
    return value.substring(dash + 1).chars().allMatch(c -> c >= '0' && c <= '9')
        ? parse(algorithm, value.substring(0, dash))
            .map(c -> new Checksum(algorithm, c.base64(), Scope.COMPOSITE))
        : Optional.empty();
  }

  private static String lower(ChecksumAlgorithm algorithm) {
    return algorithm.name().toLowerCase(Locale.ROOT);
  }
}
