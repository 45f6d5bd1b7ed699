package org.openfiles.door.s3.auth;

/// A request and the signature of version 4 that it claims to have.
///
/// @param signature in hexadecimal digits, as it was sent
record SignatureInput(
    CredentialScope scope, SigningTime time, CanonicalRequest request, String signature) {}
