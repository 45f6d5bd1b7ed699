package org.openfiles.engine.content;

/// Figures of a [ContentCache].
///
/// @param clean bytes on the disk that can go, in whole blocks
/// @param dirty bytes on the disk that cannot, in whole blocks
/// @param capacity what both together may be
/// @param contents how many contents are known in the database
/// @param hits reads that needed no store
/// @param misses reads that waited for a store
/// @param requests ranges asked of a store
/// @param evicted bytes that went to make room, since the start
public record ContentUsage(
    long clean,
    long dirty,
    long capacity,
    long contents,
    long hits,
    long misses,
    long requests,
    long evicted) {}
