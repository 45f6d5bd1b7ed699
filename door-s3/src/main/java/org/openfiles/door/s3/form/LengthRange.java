package org.openfiles.door.s3.form;

/// How long the file of a form may be, both ends included.
record LengthRange(long min, long max) {
  static final LengthRange ANY = new LengthRange(0, Long.MAX_VALUE);

  LengthRange and(LengthRange other) {
    long least = Math.max(min, other.min);
    long most = Math.min(max, other.max);
    return new LengthRange(least, most);
  }
}
