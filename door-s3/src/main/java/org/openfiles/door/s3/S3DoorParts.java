package org.openfiles.door.s3;

import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.openfiles.core.Volumes;
import org.openfiles.door.s3.auth.Authenticator;

/// What the S3 door stands on.
///
/// @param random what request ids are made of
/// @param metrics the document that `/metrics` answers, in the text format of Prometheus
public record S3DoorParts(
    Volumes volumes,
    Authenticator authenticator,
    InstantSource clock,
    RandomGenerator random,
    RequestListener listener,
    Supplier<String> metrics) {}
