package org.openfiles.core;

import java.nio.channels.FileChannel;

/// Bytes of an open file, for those who can move them without copying (sendfile, reflink). Who is
/// given one closes its channel.
public record FileSlice(FileChannel channel, Slice slice) {}
