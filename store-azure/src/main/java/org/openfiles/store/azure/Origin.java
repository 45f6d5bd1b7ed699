package org.openfiles.store.azure;

import java.time.Instant;
import org.openfiles.core.ETag;
import org.openfiles.core.Key;

/// What a version was called before its metadata was changed.
///
/// Azure gives a blob a new etag and a new time with each change of its metadata. The bytes are the
/// same, so the object keeps those that they came with.
///
/// @param key of the object that it was said of: a copy by another tool takes the metadata along,
///   and is another object
record Origin(ETag etag, Instant lastModified, Key key) {}
