package org.openfiles.door.s3.request;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.xml.ErrorDocument;
import org.openfiles.door.s3.xml.XmlWriter;
import org.openfiles.http.Headers;
import org.openfiles.http.Response;
import org.openfiles.http.ResponseBody;

/// Answers an operation that may take longer than a client waits for the first byte: a copy, or the
/// completion of an upload.
///
/// What is done soon is answered as ever. What is not is answered 200 and kept alive with white
/// space before the document, as S3 does; the document may then turn out to be an error.
public final class SlowAnswer {
  /// Clients give up after a minute of silence; proxies often after 30 seconds.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(5);

  private final Duration patience;
  private final Duration interval;

  public SlowAnswer() {
    this(PATIENCE, SIGN_OF_LIFE);
  }

  public SlowAnswer(Duration patience, Duration interval) {
    this.patience = patience;
    this.interval = interval;
  }

  /// Runs the work on a thread of its own: it goes on when the client goes away.
  public Response of(S3Request request, Callable<XmlWriter> work) throws IOException {
    FutureTask<XmlWriter> task = new FutureTask<>(work);
    Thread.ofVirtual().name("s3-" + request.id()).start(task);
    try {
      return Documents.ok(await(task, patience));
    } catch (TimeoutException _) {
      return Response.of(
          200,
          Headers.of("Content-Type", XmlWriter.CONTENT_TYPE),
          new ResponseBody.Stream(target -> stream(request, task, target)));
    }
  }

  private void stream(S3Request request, FutureTask<XmlWriter> task, OutputStream target)
      throws IOException {
    byte[] declaration = new XmlWriter().bytes();
    target.write(declaration);
    byte[] document;
    while (true) {
      try {
        document = await(task, interval).bytes();
        break;
      } catch (TimeoutException _) {
        target.write(' ');
        target.flush();
      } catch (IOException | RuntimeException e) {
        document =
            ErrorDocument.of(
                Faults.told(e, S3Error.Subject.OBJECT, request),
                request.http().rawPath(),
                request.id(),
                request.hostId());
        break;
      }
    }
    target.write(document, declaration.length, document.length - declaration.length);
  }

  private static XmlWriter await(FutureTask<XmlWriter> task, Duration time)
      throws IOException, TimeoutException {
    try {
      return task.get(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for an operation");
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException fault -> throw fault;
        case RuntimeException fault -> throw fault;
        case Error fault -> throw fault;
        case null, default -> throw new IOException(e.getCause());
      }
    }
  }
}
