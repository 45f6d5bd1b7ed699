package org.openfiles.door.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openfiles.core.Attributes;
import org.openfiles.core.Creator;
import org.openfiles.core.FileTree;
import org.openfiles.core.FileTree.RenameMode;
import org.openfiles.core.Inode;
import org.openfiles.core.Name;
import org.openfiles.core.TreePaths;
import org.openfiles.http.Response;
import tools.jackson.databind.JsonNode;

/// `POST /v1/rename`: moves an entry, `{"from": "/a", "to": "/b"}` in the body or in the query. The
/// directories of the new path are made where they are missing.
final class RenameEntry implements Endpoint {
  /// What programs call the two paths.
  private static final List<String> FROM =
      List.of("from", "src", "source", "old", "old_path", "from_path");

  private static final List<String> TO =
      List.of("to", "dst", "dest", "destination", "target", "new", "new_path", "to_path");

  private static final String MODE = "mode";

  private final Creator creator;
  private final PathLocks locks;

  RenameEntry(Creator creator, PathLocks locks) {
    this.creator = creator;
    this.locks = locks;
  }

  /// Of the query; what the body may have is the same without `ack`.
  static Set<String> parameters() {
    Set<String> names = members();
    names.add("ack");
    return names;
  }

  private static Set<String> members() {
    Set<String> names = new HashSet<>(FROM);
    names.addAll(TO);
    names.add(MODE);
    return names;
  }

  @Override
  public Response answer(FilesRequest request) throws IOException {
    byte[] body = SmallBody.read(request.http().body());
    Map<String, String> given =
        body.length == 0 ? request.parameters().values() : members(Json.object(body));
    String from = path(given, FROM);
    String to = path(given, TO);
    RenameMode mode = mode(given);
    var _ = request.level();
    locks.holding(
        request.volume(),
        from,
        to,
        () -> {
          rename(request.tree(), from, to, mode);
          return to;
        });
    request.volume().sync();
    Attributes moved = request.find(to);
    request.acknowledge(moved.inode());
    return Json.answer(200, EntryDocument.of(request.tree(), to, moved));
  }

  private void rename(FileTree tree, String from, String to, RenameMode mode) throws IOException {
    TreePaths paths = new TreePaths(tree);
    Name name = TreePaths.last(from);
    Inode parent = paths.parent(from);
    // Before any directory is made for it.
    var _ = tree.lookup(parent, name);
    int slash = to.lastIndexOf('/', to.length() - 2);
    Inode target = paths.directories(to.substring(0, Math.max(1, slash)), creator.directory());
    tree.rename(parent, name, target, TreePaths.last(to), mode);
  }

  private static Map<String, String> members(JsonNode object) throws ProblemException {
    Map<String, String> members = new HashMap<>();
    for (var member : object.properties()) {
      if (!members().contains(member.getKey())) {
        throw ProblemException.badRequest(
            "unknown member " + member.getKey() + "; give from and to");
      }
      if (!member.getValue().isString()) {
        throw ProblemException.badRequest(member.getKey() + " has to be a text");
      }
      members.put(member.getKey(), member.getValue().stringValue());
    }
    return members;
  }

  private static String path(Map<String, String> given, List<String> names)
      throws ProblemException {
    List<String> found = new ArrayList<>();
    for (String name : names) {
      Optional.ofNullable(given.get(name)).ifPresent(found::add);
    }
    if (found.size() != 1 || found.getFirst().isEmpty()) {
      throw ProblemException.badRequest(
          "give one path as `from` and one as `to`, in the query or as {\"from\":...,\"to\":...}");
    }
    String path = found.getFirst();
    return path.startsWith("/") ? path : "/" + path;
  }

  private static RenameMode mode(Map<String, String> given) throws ProblemException {
    return switch (given.getOrDefault(MODE, "replace").toLowerCase(Locale.ROOT)) {
      case "replace" -> RenameMode.REPLACE;
      case "no-replace" -> RenameMode.NO_REPLACE;
      case "exchange" -> RenameMode.EXCHANGE;
      default ->
          throw ProblemException.badRequest("mode has to be replace, no-replace or exchange");
    };
  }
}
