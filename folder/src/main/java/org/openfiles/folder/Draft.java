package org.openfiles.folder;

import java.io.IOException;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectInfo;
import org.openfiles.posix.FileStatus;

/// A new version of an object, complete with its metadata and on the disk, that has no name yet.
/// Closing removes it with its sidecars, unless it was published.
final class Draft implements AutoCloseable {
  private final Key key;
  private final TempFile temporary;
  private final FileStatus status;
  private final Document document;
  private final SidecarPlace sidecar;
  private final FileMetadata metadata;
  private boolean published;

  Draft(
      Key key,
      TempFile temporary,
      FileStatus status,
      Document document,
      SidecarPlace sidecar,
      FileMetadata metadata) {
    this.key = key;
    this.temporary = temporary;
    this.status = status;
    this.document = document;
    this.sidecar = sidecar;
    this.metadata = metadata;
  }

  Key key() {
    return key;
  }

  TempFile temporary() {
    return temporary;
  }

  FileStatus status() {
    return status;
  }

  Document document() {
    return document;
  }

  SidecarPlace sidecar() {
    return sidecar;
  }

  ObjectInfo info() {
    return Infos.of(key, status, document);
  }

  void setPublished() {
    published = true;
  }

  @Override
  public void close() throws IOException {
    try (temporary) {
      if (!published) {
        metadata.dropSidecars(sidecar, status.inode());
      }
    }
  }
}
