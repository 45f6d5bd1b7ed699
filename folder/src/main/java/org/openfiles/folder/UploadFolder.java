package org.openfiles.folder;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.openfiles.core.CorruptDataException;
import org.openfiles.core.PartInfo;
import org.openfiles.core.Upload;
import org.openfiles.posix.Directory;
import org.openfiles.posix.Fd;
import org.openfiles.posix.FileName;
import org.openfiles.posix.FileStatus;
import org.openfiles.posix.OpenFlag;

/// The directory of one multipart upload, open: a document that says what it is for, and the parts,
/// each with its own metadata. Without the document there is no upload.
final class UploadFolder implements AutoCloseable {
  static final byte[] DOCUMENT = FileName.bytes("upload.json");

  private static final Pattern PART = Pattern.compile("[0-9]{5}");

  private final Directory directory;
  private final Upload upload;
  private final FileMetadata metadata;

  UploadFolder(Directory directory, Upload upload, FileMetadata metadata) {
    this.directory = directory;
    this.upload = upload;
    this.metadata = metadata;
  }

  Directory directory() {
    return directory;
  }

  Upload upload() {
    return upload;
  }

  /// Whether it was neither completed nor aborted since it was opened.
  boolean isOpen() throws IOException {
    return directory.statusIfPresent(DOCUMENT).isPresent();
  }

  static byte[] name(int number) {
    return FileName.bytes(String.format(Locale.ROOT, "%05d", number));
  }

  SidecarPlace sidecar(int number) {
    return new SidecarPlace(
        DirectorySource.of(directory),
        () -> String.format(Locale.ROOT, "%05d", number),
        Optional.empty());
  }

  /// A part, with its bytes.
  record Part(PartInfo info, Fd file, FileStatus status) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  /// Opens a part, which the caller closes; empty where it was never uploaded.
  Optional<Part> part(int number) throws IOException {
    Optional<Fd> found =
        directory.openFileIfPresent(name(number), OpenFlag.READ, OpenFlag.NOFOLLOW);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Fd file = found.get();
    try {
      FileStatus status = file.status();
      Facts facts =
          metadata
              .read(file, status, sidecar(number))
              .facts()
              .orElseThrow(
                  () ->
                      new CorruptDataException(
                          upload.key().value(), "part changed on the disk: number=" + number));
      PartInfo info =
          new PartInfo(number, status.size(), facts.etag(), status.modified(), facts.checksums());
      return Optional.of(new Part(info, file, status));
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /// Every part, ascending by number.
  List<PartInfo> parts() throws IOException {
    List<PartInfo> parts = new ArrayList<>();
    for (byte[] name : Leftovers.names(directory)) {
      String text = FileName.display(name);
      if (PART.matcher(text).matches()) {
        Optional<Part> found = part(Integer.parseInt(text));
        if (found.isPresent()) {
          try (Part part = found.get()) {
            parts.add(part.info());
          }
        }
      }
    }
    parts.sort(Comparator.comparingInt(PartInfo::number));
    return parts;
  }

  /// Ends the upload, atomically. What is in the directory is garbage from now on.
  void end() throws IOException {
    try {
      directory.unlink(DOCUMENT);
    } catch (NoSuchFileException _) {
      // Ended already.
    }
  }

  @Override
  public void close() {
    directory.close();
  }
}
