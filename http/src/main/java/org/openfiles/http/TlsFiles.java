package org.openfiles.http;

import java.nio.file.Path;

/// The PEM files of a TLS server: a certificate chain, and its unencrypted PKCS#8 private key.
public record TlsFiles(Path certificates, Path key) {}
