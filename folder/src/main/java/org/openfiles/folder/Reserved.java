package org.openfiles.folder;

import org.openfiles.posix.Directory;

/// `.openfiles/` at the root of a bucket: what we keep there, out of the sight of clients.
final class Reserved implements AutoCloseable {
  private final LazyDirectory all;
  private final LazyDirectory temporary;
  private final LazyDirectory uploads;
  private final LazyDirectory metadata;
  private final LazyDirectory volume;

  Reserved(Directory root) {
    this.all = new LazyDirectory(DirectorySource.of(root), KeyPaths.RESERVED);
    this.temporary = new LazyDirectory(all, "tmp");
    this.uploads = new LazyDirectory(all, "uploads");
    this.metadata = new LazyDirectory(all, "meta");
    this.volume = new LazyDirectory(all, "volume");
  }

  /// Files that are being written, in one directory per run of the program.
  LazyDirectory temporary() {
    return temporary;
  }

  /// Multipart uploads under way, in one directory each.
  LazyDirectory uploads() {
    return uploads;
  }

  /// Metadata that is not in extended attributes.
  LazyDirectory metadata() {
    return metadata;
  }

  /// Documents about the volume as a whole.
  LazyDirectory volume() {
    return volume;
  }

  @Override
  public void close() {
    volume.close();
    metadata.close();
    uploads.close();
    temporary.close();
    all.close();
  }
}
