package org.openfiles.door.s3.auth;

/// Which variant of `aws-chunked` a body is framed in.
///
/// @param signed whether every chunk has a signature
/// @param trailer whether trailing headers may follow the last chunk
record ChunkFraming(boolean signed, boolean trailer) {}
