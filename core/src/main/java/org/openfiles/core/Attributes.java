package org.openfiles.core;

import java.time.Instant;

/// What is known of an inode beside its bytes.
///
/// @param mode the permission bits, 0 to 07777
/// @param links how many names it has
/// @param size bytes of a file or of a link's target; 0 for others
/// @param modified when the bytes last changed
/// @param changed when anything last changed
public record Attributes(
    Inode inode,
    FileKind kind,
    int mode,
    int uid,
    int gid,
    int links,
    long size,
    Instant modified,
    Instant changed,
    EntryState state) {}
