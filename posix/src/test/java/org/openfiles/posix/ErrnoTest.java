package org.openfiles.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrnoTest {
  private static final Map<Errno, Class<? extends FileSystemException>> OF_THE_JDK =
      Map.of(
          Errno.ENOENT, NoSuchFileException.class,
          Errno.EEXIST, FileAlreadyExistsException.class,
          Errno.ENOTEMPTY, DirectoryNotEmptyException.class,
          Errno.ENOTDIR, NotDirectoryException.class,
          Errno.ELOOP, FileSystemLoopException.class,
          Errno.EACCES, AccessDeniedException.class,
          Errno.EPERM, AccessDeniedException.class);

  private final Origin origin = Origin.root(FileName.bytes("/a"));

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OTHER")
  void everyNumberBecomesTheExceptionOfTheJdkOrOurs(Errno errno) {
    FileSystemException e = Errno.exception(errno.number(), origin, null);
    assertThat(e).isExactlyInstanceOf(OF_THE_JDK.getOrDefault(errno, PosixException.class));
    assertThat(e.getFile()).isEqualTo("/a");
    if (e instanceof PosixException ours) {
      assertThat(ours.errno()).isEqualTo(errno);
      assertThat(ours.number()).isEqualTo(errno.number());
      assertThat(ours).hasMessageContaining(errno.name()).hasMessageContaining(errno.meaning());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 99, 123, 4095})
  void anUnknownNumberIsKept(int number) {
    assertThat(Errno.exception(number, origin, origin.child(FileName.bytes("b"))))
        .isInstanceOfSatisfying(
            PosixException.class,
            e -> {
              assertThat(e.errno()).isEqualTo(Errno.OTHER);
              assertThat(e.number()).isEqualTo(number);
              assertThat(e.getOtherFile()).isEqualTo("/a/b");
              assertThat(e).hasMessageContaining("errno=" + number);
            });
  }

  @ParameterizedTest
  @EnumSource
  void noTwoShareANumber(Errno errno) {
    assertThat(EnumSet.allOf(Errno.class)).filteredOn(e -> e.number() == errno.number()).hasSize(1);
  }
}
