package org.openfiles.lmdb;

/// How large a [Database] is.
///
/// @param entries how many keys the opened tables have
/// @param bytesUsed what is in use, with all that belongs to it
/// @param fileBytes the length of the file; what is not in use of it will be used again
/// @param bytesMax how much can be in use
public record Usage(long entries, long bytesUsed, long fileBytes, long bytesMax) {}
