package org.openfiles.core;

/// What was dropped from the cache.
public record ExpireReport(long files, long bytes) {}
