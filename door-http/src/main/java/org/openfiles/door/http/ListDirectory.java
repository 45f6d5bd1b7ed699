package org.openfiles.door.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.NotDirectoryException;
import java.util.Optional;
import org.openfiles.core.Attributes;
import org.openfiles.core.Dirent;
import org.openfiles.core.DirentPage;
import org.openfiles.core.FileKind;
import org.openfiles.core.TemporaryName;
import org.openfiles.http.Response;
import org.openfiles.http.ResponseBody;

/// `GET /v1/list`: the entries of a directory. All of them, sent as they are read; or with `limit`
/// one page, which says by `next` what to give as `from` to get what follows.
final class ListDirectory implements Endpoint {
  private static final int PAGE = 1000;
  private static final int LIMIT_MAX = 10_000;

  @Override
  public Response answer(FilesRequest request) throws IOException {
    Optional<Long> limit = request.parameters().number("limit");
    if (limit.isPresent() && (limit.get() < 1 || limit.get() > LIMIT_MAX)) {
      throw ProblemException.badRequest("limit has to be from 1 to " + LIMIT_MAX);
    }
    Attributes directory = request.find();
    if (directory.kind() != FileKind.DIRECTORY) {
      throw new NotDirectoryException(request.path());
    }
    DirentPage.Cookie from =
        request
            .parameters()
            .text("from")
            .map(DirentPage.Cookie::new)
            .orElse(DirentPage.Cookie.BEGINNING);
    // The first page is read before the answer begins, so that its fault can be the answer.
    DirentPage first =
        request.tree().list(directory.inode(), from, limit.map(Long::intValue).orElse(PAGE));
    return Response.of(
        200,
        Json.headers(),
        new ResponseBody.Stream(
            target -> write(target, request, directory, first, limit.isPresent())));
  }

  private static void write(
      OutputStream target,
      FilesRequest request,
      Attributes directory,
      DirentPage first,
      boolean onePage)
      throws IOException {
    target.write(("{\"path\":" + Json.text(request.path()) + ",\"entries\":[").getBytes(UTF_8));
    DirentPage page = first;
    boolean more = writeEntries(target, request, page, false);
    while (!onePage && page.next().isPresent()) {
      page = request.tree().list(directory.inode(), page.next().get(), PAGE);
      more = writeEntries(target, request, page, more);
    }
    String next = page.next().map(cookie -> ",\"next\":" + Json.text(cookie.value())).orElse("");
    target.write(("]" + next + "}\n").getBytes(UTF_8));
  }

  /// Says whether any entry was written so far.
  private static boolean writeEntries(
      OutputStream target, FilesRequest request, DirentPage page, boolean more) throws IOException {
    boolean any = more;
    String base = request.path().endsWith("/") ? request.path() : request.path() + "/";
    for (Dirent entry : page.entries()) {
      if (TemporaryName.isOne(entry.name())) {
        continue;
      }
      if (any) {
        target.write(',');
      }
      target.write(
          Json.bytes(EntryDocument.of(request.tree(), base + entry.name(), entry.attributes())));
      any = true;
    }
    return any;
  }
}
