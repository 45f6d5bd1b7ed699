package org.openfiles.http;

/// The counters of a server at one instant, for metrics.
///
/// @param connections open now
/// @param accepted connections since the start
/// @param refused connections closed at once because [Limits#connections] were open
/// @param inFlight requests being answered now
/// @param requests requests answered since the start, malformed ones included
/// @param bytesReceived bytes read from sockets, before TLS is taken off
/// @param bytesSent bytes handed to connections, before TLS is put on
public record HttpServerStats(
    long connections,
    long accepted,
    long refused,
    long inFlight,
    long requests,
    long bytesReceived,
    long bytesSent) {}
