package org.openfiles.store.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import org.openfiles.core.ConflictException;
import org.openfiles.core.CorruptDataException;
import org.openfiles.core.KeyTooLongException;
import org.openfiles.core.NoSpaceException;
import org.openfiles.core.PartMismatchException;
import org.openfiles.core.PreconditionFailedException;
import org.openfiles.core.UnavailableException;
import org.openfiles.core.UnknownUploadException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// What the SDK throws, as ours: the server's code decides, and where there is none (the answer to
/// a HEAD has no body) or an unknown one, its status.
final class Faults {
  private Faults() {}

  /// The fault for the caller. Programmer's errors are thrown instead.
  static IOException of(SdkException fault, Subject subject) {
    IOException translated =
        switch (fault) {
          case S3Exception answered -> byCode(code(answered), answered, subject);
          case AbortedException _ -> interrupted(fault);
          default -> ofClient(fault, subject);
        };
    translated.initCause(fault);
    return translated;
  }

  /// Whether the same request may succeed a little later: nobody could serve it, or another one of
  /// the same object stood in its way.
  static boolean mayPass(IOException fault) {
    return fault instanceof UnavailableException || fault instanceof ConflictException;
  }

  /// Whether the server said that what was asked for, or what it would be in, is not there.
  static boolean isAbsent(Throwable fault) {
    return fault.getCause() instanceof S3Exception answered && answered.statusCode() == 404;
  }

  static String code(S3Exception fault) {
    AwsErrorDetails details = fault.awsErrorDetails();
    return details == null || details.errorCode() == null ? "" : details.errorCode();
  }

  private static IOException byCode(String code, S3Exception fault, Subject subject) {
    String name = subject.name();
    String reason = reason(fault);
    return switch (code) {
      case "NoSuchKey" -> new NoSuchFileException(name);
      // An absent bucket says nothing of a key: nobody may take it for a deleted object.
      case "NoSuchBucket" -> new FileSystemException(name, null, reason);
      case "NoSuchUpload" -> unknownUpload(subject);
      case "PreconditionFailed" -> new PreconditionFailedException(name, reason);
      case "ConditionalRequestConflict", "OperationAborted" -> new ConflictException(name, reason);
      case "InvalidPart", "InvalidPartOrder" -> new PartMismatchException(name, reason);
      case "BadDigest",
          "InvalidDigest",
          "XAmzContentSHA256Mismatch",
          "XAmzContentChecksumMismatch",
          "IncompleteBody" ->
          new CorruptDataException(name, reason);
      case "RequestTimeout", "RequestTimeTooSkewed", "InternalError", "ServiceUnavailable" ->
          new UnavailableException(name, reason, false);
      case "SlowDown",
          "Throttling",
          "ThrottlingException",
          "TooManyRequests",
          "RequestLimitExceeded",
          "BandwidthLimitExceeded" ->
          new UnavailableException(name, reason, true);
      case "AccessDenied",
          "ExpiredToken",
          "InvalidAccessKeyId",
          "InvalidToken",
          "SignatureDoesNotMatch",
          "AllAccessDisabled",
          "AccountProblem" ->
          new AccessDeniedException(name, null, reason);
      case "QuotaExceeded", "InsufficientStorage", "XMinioStorageFull" ->
          new NoSpaceException(name, reason);
      case "KeyTooLongError" -> throw new KeyTooLongException(name.getBytes(UTF_8).length);
      case "NotImplemented", "MethodNotAllowed" ->
          throw new UnsupportedOperationException(name + ": " + reason, fault);
      default -> byStatus(fault, subject, reason);
    };
  }

  private static IOException byStatus(S3Exception fault, Subject subject, String reason) {
    String name = subject.name();
    return switch (fault.statusCode()) {
      case 404 -> new NoSuchFileException(name);
      case 401, 403 -> new AccessDeniedException(name, null, reason);
      case 412 -> new PreconditionFailedException(name, reason);
      case 408, 500, 502, 504 -> new UnavailableException(name, reason, false);
      case 429, 503 -> new UnavailableException(name, reason, true);
      case 507 -> new NoSpaceException(name, reason);
      case 405, 501 -> throw new UnsupportedOperationException(name + ": " + reason, fault);
      case 400, 411, 413, 414, 416, 417, 431 ->
          throw new IllegalArgumentException(name + ": " + reason, fault);
      default -> new FileSystemException(name, null, reason);
    };
  }

  private static IOException unknownUpload(Subject subject) {
    return subject.key().isPresent() && subject.upload().isPresent()
        ? new UnknownUploadException(subject.key().get(), subject.upload().get())
        : new NoSuchFileException(subject.name());
  }

  /// No answer at all, or one that nobody understands.
  private static IOException ofClient(SdkException fault, Subject subject) {
    String reason = message(fault);
    if (fault instanceof SdkClientException && lacksCredentials(reason)) {
      return new AccessDeniedException(subject.name(), null, reason);
    }
    if (Thread.currentThread().isInterrupted()) {
      return interrupted(fault);
    }
    // What nobody answered may be answered later; what cannot be understood stays so.
    return isOfTheNetwork(fault)
        ? new UnavailableException(subject.name(), reason, false)
        : new FileSystemException(subject.name(), null, reason);
  }

  private static boolean isOfTheNetwork(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException) {
        return true;
      }
    }
    return false;
  }

  private static boolean lacksCredentials(String reason) {
    return reason.toLowerCase(Locale.ROOT).contains("unable to load credentials");
  }

  private static InterruptedIOException interrupted(SdkException fault) {
    return new InterruptedIOException(message(fault));
  }

  private static String reason(S3Exception fault) {
    return code(fault) + " status=" + fault.statusCode() + " message=" + message(fault);
  }

  private static String message(SdkException fault) {
    return String.valueOf(fault.getMessage());
  }
}
