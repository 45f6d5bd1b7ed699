package org.openfiles.core;

/// Bytes that have another digest than was announced.
public final class DigestMismatchException extends CorruptDataException {
  private static final long serialVersionUID = 1;

  private final Checksum announced;
  private final Checksum actual;

  public DigestMismatchException(Key key, Checksum announced, Checksum actual) {
    super(
        key.value(),
        announced.algorithm()
            + " differs: announced="
            + announced.base64()
            + " is="
            + actual.base64());
    this.announced = announced;
    this.actual = actual;
  }

  public Checksum announced() {
    return announced;
  }

  public Checksum actual() {
    return actual;
  }
}
