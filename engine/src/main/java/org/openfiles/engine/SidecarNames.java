package org.openfiles.engine;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openfiles.core.ETag;
import org.openfiles.core.ErrorKind;
import org.openfiles.core.ListPage;
import org.openfiles.core.ListRequest.Start;
import org.openfiles.core.ObjectInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which objects have a sidecar, by the digest of their key, as the store last listed them.
///
/// A bucket without sidecars costs no request: only when the listing of its root has shown the
/// reserved prefix are they listed, and then as often as any directory.
final class SidecarNames {
  private static final Logger LOG = LoggerFactory.getLogger(SidecarNames.class);
  private static final Pattern NAME = Pattern.compile("([0-9a-f]{64})\\.json");
  private static final int PAGE = 1000;

  /// A listing is good for so many times as long as it took.
  private static final long PATIENCE = 20;

  private final Index index;
  private final RemoteStore remote;
  private final Editor editor;
  private final long ttl;
  private final ReentrantLock listing = new ReentrantLock();
  private volatile boolean any;
  private volatile long freshUntil = Long.MIN_VALUE;

  SidecarNames(Index index, RemoteStore remote, Editor editor, VolumeOptions options)
      throws IOException {
    this.index = index;
    this.remote = remote;
    this.editor = editor;
    this.ttl = options.listingTtl().toNanos();
    this.any = index.read(Rows::hasSidecars);
  }

  /// Whether there may be some at all.
  boolean any() {
    return any;
  }

  /// There are some from now on.
  void made() {
    any = true;
  }

  /// Takes note of a page of the root's listing.
  void noticed(ListPage page) {
    if (!any && page.prefixes().contains(remote.full(RemoteStore.RESERVED))) {
      any = true;
      freshUntil = Long.MIN_VALUE;
    }
  }

  /// Makes sure that they were listed within the time that a listing is good for. A store that
  /// doesn't answer changes nothing of what is known.
  void freshen() throws IOException {
    if (isFresh()) {
      return;
    }
    listing.lock();
    try {
      if (!isFresh()) {
        long begun = editor.now();
        list();
        long now = editor.now();
        freshUntil = begun + (ttl == 0 ? 0 : Math.max(ttl, PATIENCE * (now - begun)));
      }
    } catch (AccessDeniedException e) {
      LOG.warn("sidecars cannot be listed: {}", e.getMessage());
      any = false;
    } catch (IOException e) {
      switch (ErrorKind.of(e)) {
        case UNAVAILABLE, THROTTLED, CUT_OFF -> LOG.debug("sidecars are not listed now", e);
        default -> throw e;
      }
    } finally {
      listing.unlock();
    }
  }

  private boolean isFresh() {
    return !any || editor.now() < freshUntil;
  }

  private void list() throws IOException {
    long stamp = index.stamp();
    Start start = Start.BEGINNING;
    String after = "";
    while (true) {
      ListPage page = remote.list(Sidecars.FOLDER, "", start, PAGE);
      SortedMap<String, ETag> listed = digests(page.objects());
      Optional<String> end =
          page.next().isEmpty()
              ? Optional.empty()
              : Optional.of(listed.isEmpty() ? after : listed.lastKey());
      String from = after;
      index.change(
          edit -> {
            merge(edit, listed, from, end, stamp);
            return null;
          });
      if (page.next().isEmpty()) {
        any = index.read(Rows::hasSidecars);
        return;
      }
      start = page.next().get();
      after = end.orElse(after);
    }
  }

  private SortedMap<String, ETag> digests(List<ObjectInfo> objects) {
    TreeMap<String, ETag> digests = new TreeMap<>();
    for (ObjectInfo info : objects) {
      String name = remote.local(info.key().value()).substring(Sidecars.FOLDER.length());
      Matcher matcher = NAME.matcher(name);
      if (matcher.matches()) {
        digests.put(Latin.text(HexFormat.of().parseHex(matcher.group(1))), info.etag());
      }
    }
    return digests;
  }

  /// What a page says of the digests after one up to another. What was written here after the
  /// listing was asked for goes before it.
  private static void merge(
      Edit edit, SortedMap<String, ETag> listed, String after, Optional<String> end, long stamp)
      throws IOException {
    String from = after;
    while (true) {
      List<Rows.KnownSidecar> known = edit.sidecars(Latin.bytes(from), PAGE);
      for (Rows.KnownSidecar each : known) {
        String digest = each.digest();
        if (end.isPresent() && digest.compareTo(end.get()) > 0) {
          break;
        }
        if (!digest.equals(after) && !listed.containsKey(digest) && each.row().stamp() <= stamp) {
          edit.removeSidecar(Latin.bytes(digest));
        }
      }
      if (known.size() < PAGE) {
        break;
      }
      from = known.getLast().digest() + "\0";
    }
    for (Map.Entry<String, ETag> each : listed.entrySet()) {
      byte[] digest = Latin.bytes(each.getKey());
      SidecarRow row = edit.sidecar(digest);
      String etag = each.getValue().value();
      if (row == null || (!row.etag().equals(etag) && row.stamp() <= stamp)) {
        edit.putSidecar(digest, new SidecarRow(etag, 0, false));
      }
    }
  }
}
