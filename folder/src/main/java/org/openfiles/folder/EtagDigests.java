package org.openfiles.folder;

import java.util.HexFormat;
import java.util.Optional;
import org.openfiles.core.Checksum;
import org.openfiles.core.ChecksumAlgorithm;
import org.openfiles.core.ETag;

/// The MD5 that an etag is, in hexadecimal, where it is one.
final class EtagDigests {
  private static final int DIGITS = 32;

  private EtagDigests() {}

  static Optional<Checksum> md5(ETag etag) {
    String value = etag.value();
    return value.length() == DIGITS && value.chars().allMatch(HexFormat::isHexDigit)
        ? Optional.of(Checksum.of(ChecksumAlgorithm.MD5, HexFormat.of().parseHex(value)))
        : Optional.empty();
  }
}
