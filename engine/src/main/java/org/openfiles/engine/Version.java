package org.openfiles.engine;

import org.openfiles.core.ETag;

/// The object of the store that a file was made of: where it lies and which version it is.
///
/// @param modified the store's time, in nanoseconds since 1970
record Version(String key, ETag etag, long size, long modified) {}
