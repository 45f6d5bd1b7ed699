package org.openfiles.door.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import org.openfiles.core.Change;
import org.openfiles.core.ChangeFeed;
import org.openfiles.http.Headers;
import org.openfiles.http.Response;
import org.openfiles.http.ResponseBody;

/// `GET /v1/events`: what happens to the volume, as server-sent events (WHATWG HTML, section 9.2).
///
/// The id of an event is its sequence: a client that comes back with `Last-Event-ID`, or `after`,
/// goes on where it was. One that was away for longer than changes are kept is told by an event
/// `missed`. Without either, only what happens from now on is told. Every few seconds without news
/// there is a comment, by which both sides find out that the other one is gone.
final class WatchChanges implements Endpoint {
  private static final int PAGE = 500;
  private static final Duration GLANCE = Duration.ofMillis(500);
  private static final int GLANCES_PER_COMMENT = 30;

  private final Closing closing;

  WatchChanges(Closing closing) {
    this.closing = closing;
  }

  /// One client's place in the feed.
  private record Watch(ChangeFeed feed, String path, long after, boolean follow) {
    boolean shows(Change change) {
      return isBelow(change.path()) || change.target().filter(this::isBelow).isPresent();
    }

    private boolean isBelow(String other) {
      return path.equals("/")
          || other.equals(path)
          || (other.startsWith(path) && other.charAt(path.length()) == '/');
    }

    /// Whether changes that it has not seen are not kept any more.
    boolean hasMissed(long place) throws IOException {
      return place + 1 < feed.oldest();
    }
  }

  @Override
  public Response answer(FilesRequest request) throws IOException {
    ChangeFeed feed = request.volume().changes();
    Optional<Long> after = request.parameters().number("after");
    Optional<Long> last = lastEventId(request);
    long newest = feed.newest();
    long place = last.or(() -> after).orElse(newest);
    if (place > newest) {
      // Of another life of this volume's cache: its numbers say nothing here.
      place = -1;
    }
    boolean follow =
        request.parameters().text("follow").isEmpty() || request.parameters().flag("follow");
    String path = request.path();
    Watch watch =
        new Watch(
            feed,
            path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path,
            place,
            follow);
    return Response.of(
        200,
        Headers.of("Content-Type", "text/event-stream").toBuilder()
            .add("Cache-Control", "no-store")
            .build(),
        new ResponseBody.Stream(target -> write(target, watch)));
  }

  private static Optional<Long> lastEventId(FilesRequest request) throws ProblemException {
    Optional<String> id = request.headers().first("Last-Event-ID").filter(text -> !text.isEmpty());
    if (id.isPresent() && !id.get().matches("[0-9]{1,18}")) {
      throw ProblemException.badRequest("Last-Event-ID has to be the id of an event");
    }
    return id.map(Long::parseLong);
  }

  private void write(OutputStream target, Watch watch) throws IOException {
    ChangeFeed feed = watch.feed();
    long place = watch.after();
    if (watch.hasMissed(place)) {
      place = feed.oldest() - 1;
      target.write(missed(place));
    }
    target.flush();
    int glances = 0;
    while (true) {
      ChangeFeed.Page page = feed.after(place, PAGE);
      for (Change change : page.changes()) {
        if (watch.shows(change)) {
          target.write(ChangeDocument.event(change));
        }
      }
      if (page.last() > place) {
        place = page.last();
        target.flush();
        glances = 0;
        continue;
      }
      if (!watch.follow() || closing.hasBegun()) {
        return;
      }
      if (!await(feed, place) && ++glances % GLANCES_PER_COMMENT == 0) {
        target.write(":\n\n".getBytes(UTF_8));
        target.flush();
      }
    }
  }

  private static byte[] missed(long place) {
    return ("id: " + place + "\nevent: missed\ndata: {\"after\":" + place + "}\n\n")
        .getBytes(UTF_8);
  }

  private static boolean await(ChangeFeed feed, long place) throws IOException {
    try {
      return feed.await(place, GLANCE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for changes");
    }
  }
}
