package org.openfiles.core;

import java.io.Serializable;
import java.util.Base64;

/// A checksum of an object or a part, its value in base64.
///
/// A composite one is taken over the checksums of the parts, and says nothing of the bytes without
/// knowledge of where the parts end.
public record Checksum(ChecksumAlgorithm algorithm, String base64, Scope scope)
    implements Serializable {

  /// What the value was computed over.
  public enum Scope {
    FULL_OBJECT,
    COMPOSITE
  }

  public Checksum {
    if (Base64.getDecoder().decode(base64).length != algorithm.bytes()) {
      throw new IllegalArgumentException("not a value of " + algorithm + ": " + base64);
    }
  }

  public static Checksum of(ChecksumAlgorithm algorithm, byte[] value) {
    return new Checksum(algorithm, Base64.getEncoder().encodeToString(value), Scope.FULL_OBJECT);
  }

  public byte[] bytes() {
    return Base64.getDecoder().decode(base64);
  }
}
