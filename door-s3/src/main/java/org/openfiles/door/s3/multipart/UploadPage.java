package org.openfiles.door.s3.multipart;

import java.util.ArrayList;
import java.util.List;
import org.openfiles.core.Key;
import org.openfiles.core.Upload;
import org.openfiles.door.s3.list.ListParameters;

/// One page of the uploads of a bucket, by key and then by their start.
///
/// @param nextKey the key or prefix that the next page begins after
/// @param nextId the upload of that key that it begins after; empty behind a prefix
record UploadPage(
    List<Upload> uploads, List<String> prefixes, boolean truncated, String nextKey, String nextId) {

  /// @param all those with the prefix, in order
  /// @param idMarker with it, a page begins within the uploads of the key marker's key
  static UploadPage of(
      List<Upload> all, ListParameters parameters, String keyMarker, String idMarker) {
    List<Upload> uploads = new ArrayList<>();
    List<String> prefixes = new ArrayList<>();
    String nextKey = "";
    String nextId = "";
    for (Upload upload : after(all, keyMarker, idMarker)) {
      String prefix = rolledUp(upload.key().value(), parameters);
      if (!prefix.isEmpty()
          && (prefix.equals(keyMarker)
              || (!prefixes.isEmpty() && prefixes.getLast().equals(prefix)))) {
        continue;
      }
      if (uploads.size() + prefixes.size() == parameters.limit()) {
        return new UploadPage(uploads, prefixes, parameters.limit() > 0, nextKey, nextId);
      }
      if (prefix.isEmpty()) {
        uploads.add(upload);
        nextKey = upload.key().value();
        nextId = upload.id().value();
      } else {
        prefixes.add(prefix);
        nextKey = prefix;
        nextId = "";
      }
    }
    return new UploadPage(uploads, prefixes, false, nextKey, nextId);
  }

  private static String rolledUp(String key, ListParameters parameters) {
    String delimiter = parameters.delimiter();
    int found = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, parameters.prefix().length());
    return found < 0 ? "" : key.substring(0, found + delimiter.length());
  }

  private static List<Upload> after(List<Upload> all, String keyMarker, String idMarker) {
    List<Upload> after = new ArrayList<>();
    // An upload that was completed meanwhile is no reason to leave out those that follow it.
    boolean known =
        all.stream()
            .anyMatch(
                upload ->
                    upload.key().value().equals(keyMarker) && upload.id().value().equals(idMarker));
    boolean passed = !known;
    for (Upload upload : all) {
      int order = Key.compare(upload.key().value(), keyMarker);
      if (order > 0 || (order == 0 && !idMarker.isEmpty() && passed)) {
        after.add(upload);
      }
      passed |= order == 0 && upload.id().value().equals(idMarker);
    }
    return after;
  }
}
