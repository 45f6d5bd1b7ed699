package org.openfiles.store.azure;

import com.azure.core.exception.HttpResponseException;
import com.azure.storage.blob.models.BlobStorageException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.TimeoutException;
import org.openfiles.core.ConflictException;
import org.openfiles.core.CorruptDataException;
import org.openfiles.core.PreconditionFailedException;
import org.openfiles.core.UnavailableException;
import reactor.core.Exceptions;

/// Azure's faults in the core's words: the one table of them.
final class AzureFaults {

  /// A call of Azure's SDK.
  interface Call<T> {
    T run() throws IOException;
  }

  private AzureFaults() {}

  /// Makes a call, and translates its fault.
  ///
  /// @param file what the fault is about
  static <T> T translated(String file, Call<T> call) throws IOException {
    try {
      return call.run();
    } catch (RuntimeException e) {
      throw translate(file, e);
    }
  }

  /// The core's exception for one of Azure's; unchecked ones are thrown.
  static IOException translate(String file, RuntimeException fault) {
    Throwable cause = Exceptions.unwrap(fault);
    return switch (cause) {
      case BlobStorageException refused ->
          of(file, refused.getStatusCode(), code(refused), refused);
      case HttpResponseException odd ->
          caused(new UnavailableException(file, "not an answer of Azure's", false), odd);
      case IOException io -> io(file, io);
      default -> other(file, fault);
    };
  }

  private static IOException other(String file, RuntimeException fault) {
    for (Throwable at = fault; at != null; at = at.getCause()) {
      if (at instanceof InterruptedException) {
        Thread.currentThread().interrupt();
        InterruptedIOException interrupted = new InterruptedIOException("interrupted: " + file);
        interrupted.initCause(fault);
        return interrupted;
      }
      if (at instanceof IOException io) {
        return io(file, io);
      }
      if (at instanceof TimeoutException) {
        return caused(new UnavailableException(file, "no answer in time", false), fault);
      }
    }
    throw fault;
  }

  private static IOException io(String file, IOException fault) {
    boolean ours = fault instanceof FileSystemException || fault instanceof InterruptedIOException;
    return ours && !(fault instanceof java.net.SocketTimeoutException)
        ? fault
        : caused(new UnavailableException(file, "no connection: " + fault, false), fault);
  }

  private static String code(BlobStorageException fault) {
    return fault.getErrorCode() == null ? "" : fault.getErrorCode().toString();
  }

  private static IOException of(String file, int status, String code, BlobStorageException fault) {
    String reason = "azure: status=" + status + " code=" + code;
    return caused(
        switch (status) {
          case 400 -> badRequest(file, code, reason, fault);
          case 401, 403 -> new AccessDeniedException(file, null, reason);
          case 404 ->
              code.startsWith("Container")
                  ? new UnavailableException(file, "there is no such container", false)
                  : new NoSuchFileException(file, null, reason);
          case 409 -> conflict(file, code, reason);
          // A leased blob refuses with the status of a failed condition.
          case 412 ->
              code.startsWith("Lease")
                  ? new ConflictException(file, reason)
                  : new PreconditionFailedException(file, reason);
          case 413 -> throw new IllegalArgumentException(reason, fault);
          case 429 -> new UnavailableException(file, reason, true);
          case 501 -> throw new UnsupportedOperationException(reason, fault);
          case 503 -> new UnavailableException(file, reason, code.equals("ServerBusy"));
          default ->
              status >= 500
                  ? new UnavailableException(file, reason, false)
                  : new IOException(reason + " file=" + file);
        },
        fault);
  }

  private static IOException badRequest(
      String file, String code, String reason, BlobStorageException fault) {
    return switch (code) {
      // Our staged blocks are gone: another writer of the key has published.
      case "InvalidBlockList", "InvalidBlobOrBlock", "InvalidBlockId" ->
          new ConflictException(file, reason);
      case "Md5Mismatch", "Crc64Mismatch" -> new CorruptDataException(file, reason);
      case "MetadataTooLarge", "InvalidMetadata", "EmptyMetadataKey", "InvalidResourceName" ->
          throw new IllegalArgumentException(reason + " key=" + file, fault);
      default -> new IOException(reason + " key=" + file);
    };
  }

  private static IOException conflict(String file, String code, String reason) {
    return switch (code) {
      case "BlobAlreadyExists", "UnauthorizedBlobOverwrite" ->
          new PreconditionFailedException(file, reason);
      case "BlobImmutableDueToPolicy", "BlobArchived", "BlobBeingRehydrated" ->
          new AccessDeniedException(file, null, reason);
      case "ContainerBeingDeleted" ->
          new UnavailableException(file, "the container is being deleted", false);
      default -> new ConflictException(file, reason);
    };
  }

  private static <E extends IOException> E caused(E fault, Throwable cause) {
    fault.initCause(cause);
    return fault;
  }
}
