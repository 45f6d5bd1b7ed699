package org.openfiles.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;

/// The content of a server's [TlsFiles], looked at before anybody connects: what is wrong with them
/// would otherwise be told to each client, as a handshake that fails.
record PemFiles(String chain, String key, X509Certificate certificate) {
  private static final String BEGIN_KEY = "-----BEGIN PRIVATE KEY-----";
  private static final String END_KEY = "-----END PRIVATE KEY-----";

  /// @throws IOException with a line that says which file, and what to do
  static PemFiles read(TlsFiles files) throws IOException {
    String chain = text("certificate", files.certificates());
    String key = text("key", files.key());
    X509Certificate certificate = first(files.certificates(), chain);
    if (!belongTogether(privateKey(files.key(), key, certificate), certificate)) {
      throw new IOException(
          "the TLS key in %s is not that of the certificate in %s"
              .formatted(files.key(), files.certificates()));
    }
    return new PemFiles(chain, key, certificate);
  }

  /// What clients will not like about the certificate at that time.
  Optional<String> complaint(Instant now) {
    if (now.isAfter(certificate.getNotAfter().toInstant())) {
      return Optional.of("the TLS certificate expired at " + certificate.getNotAfter().toInstant());
    }
    return now.isBefore(certificate.getNotBefore().toInstant())
        ? Optional.of(
            "the TLS certificate begins to hold at " + certificate.getNotBefore().toInstant())
        : Optional.empty();
  }

  private static String text(String what, Path file) throws IOException {
    try {
      return Files.readString(file, ISO_8859_1);
    } catch (NoSuchFileException e) {
      throw new NoSuchFileException(file.toString(), null, "no such TLS " + what + " file");
    } catch (java.nio.file.AccessDeniedException e) {
      throw new IOException("no permission to read the TLS " + what + " file " + file, e);
    }
  }

  InputStream chainStream() {
    return stream(chain);
  }

  InputStream keyStream() {
    return stream(key);
  }

  private static InputStream stream(String pem) {
    return new ByteArrayInputStream(pem.getBytes(ISO_8859_1));
  }

  private static X509Certificate first(Path file, String chain) throws IOException {
    try {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(stream(chain));
      for (Certificate certificate : certificates) {
        return (X509Certificate) certificate;
      }
    } catch (CertificateException e) {
      throw new IOException("no PEM certificates in the TLS certificate file " + file, e);
    }
    throw new IOException("no PEM certificates in the TLS certificate file " + file);
  }

  private static PrivateKey privateKey(Path file, String text, X509Certificate certificate)
      throws IOException {
    int begin = text.indexOf(BEGIN_KEY);
    int end = text.indexOf(END_KEY);
    if (begin < 0 || end < begin) {
      throw new IOException(
          text.contains("PRIVATE KEY-----")
              ? ("the TLS key file %1$s must be unencrypted PKCS #8; convert it:"
                      + " openssl pkey -in %1$s -out NEW")
                  .formatted(file)
              : "no PEM private key in the TLS key file " + file);
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(text.substring(begin + BEGIN_KEY.length(), end));
      return KeyFactory.getInstance(certificate.getPublicKey().getAlgorithm())
          .generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException(
          "the TLS key in %s is no %s key, as its certificate needs one"
              .formatted(file, certificate.getPublicKey().getAlgorithm()),
          e);
    }
  }

  private static boolean belongTogether(PrivateKey key, X509Certificate certificate)
      throws IOException {
    String algorithm =
        switch (certificate.getPublicKey().getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> certificate.getPublicKey().getAlgorithm();
        };
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(new byte[32]);
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(new byte[32]);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      throw new IOException("the TLS key can't sign: " + e.getMessage(), e);
    }
  }
}
