package org.openfiles.core;

/// Names one multipart upload of one store. Opaque; whatever a client sends is one, and most of
/// them are unknown.
public record UploadId(String value) {}
