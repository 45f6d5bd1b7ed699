package org.openfiles.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openfiles.core.ObjectMetadata;

/// What is in a folder and is neither file nor directory.
final class LinksAndPipesTest extends FolderTestCase {

  @Test
  void linkInsideOfTheBucketIsTheObjectThatItLeadsTo() throws IOException {
    put("d/file", "hello", metadata(10));
    link("link", "d/file");
    link("d/up", "../link");
    link("directory", "d");

    assertThat(text("link")).isEqualTo("hello");
    assertThat(text("d/up")).isEqualTo("hello");
    assertThat(text("directory/file")).isEqualTo("hello");
    assertThat(head("link").etag()).isEqualTo(head("d/file").etag());
    assertThat(head("link").metadata()).isEqualTo(metadata(10));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/etc/hostname", "../outside", "d/../../outside", "loop", "nowhere", "d/nowhere"})
  void linkThatLeavesTheBucketOrLeadsNowhereIsNoObject(String content) throws IOException {
    Path outside = bucket().path().resolveSibling("outside");
    Files.writeString(outside, "secret");
    Files.createDirectory(file("d"));
    link("loop", content);
    try {
      assertThatThrownBy(() -> head("loop")).isInstanceOf(NoSuchFileException.class);
      assertThatThrownBy(() -> text("loop")).isInstanceOf(NoSuchFileException.class);
      assertThat(keys()).isEmpty();

      delete("loop");
      assertThat(Files.isSymbolicLink(file("loop"))).isTrue();
      put("loop", "mine");

      assertThat(text("loop")).isEqualTo("mine");
      assertThat(Files.isSymbolicLink(file("loop"))).isFalse();
      assertThat(outside).hasContent("secret");
      assertThat(keys()).containsExactly("loop");
    } finally {
      Files.delete(outside);
    }
  }

  @Test
  void nothingIsReachedThroughADirectoryLinkThatLeavesTheBucket() throws IOException {
    Path outside = Files.createTempDirectory(bucket().path().getParent(), "outside");
    Files.writeString(outside.resolve("file"), "secret");
    link("out", outside.toString());
    link("up", "../" + outside.getFileName());
    try {
      for (String way : new String[] {"out", "up"}) {
        assertThatThrownBy(() -> text(way + "/file")).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> put(way + "/new", "x")).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> put(way + "/file", "x")).isInstanceOf(AccessDeniedException.class);
        delete(way + "/file");
      }

      assertThat(outside.resolve("file")).hasContent("secret");
      assertThat(outside).isDirectoryNotContaining("glob:**new");
      assertThat(keys()).isEmpty();
      assertThat(temporaries()).isEmpty();
    } finally {
      Files.delete(outside.resolve("file"));
      Files.delete(outside);
    }
  }

  @Test
  void putOverALinkReplacesTheLinkAndDeleteRemovesIt() throws IOException {
    put("target", "of the link");
    link("replaced", "target");
    link("deleted", "target");

    put("replaced", "new");
    delete("deleted");

    assertThat(text("target")).isEqualTo("of the link");
    assertThat(text("replaced")).isEqualTo("new");
    assertThat(keys()).containsExactly("replaced", "target");
  }

  @Test
  void putThroughADirectoryLinkInsideOfTheBucketIsInTheDirectory() throws IOException {
    Files.createDirectory(file("d"));
    link("way", "d");

    put("way/new/k", "x");

    assertThat(text("d/new/k")).isEqualTo("x");
    assertThat(Files.isSymbolicLink(file("way"))).isTrue();
    delete("way/new/k");
    assertThat(visible()).containsExactly("d/", "way");
  }

  @Test
  void objectAtTheNameOfADirectoryLinkStandsBesideIt() throws IOException {
    put("d/k", "below");
    link("way", "d");

    put("way", "beside");

    assertThat(text("way")).isEqualTo("beside");
    assertThat(text("way/k")).isEqualTo("below");
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void pipeIsNoObjectAndStaysWhenAnObjectTakesItsKey() throws Exception {
    mkfifo("pipe");

    assertThatThrownBy(() -> head("pipe")).isInstanceOf(NoSuchFileException.class);
    assertThat(keys()).isEmpty();
    delete("pipe");
    put("pipe", "an object");

    assertThat(text("pipe")).isEqualTo("an object");
    assertThat(keys()).containsExactly("pipe");
    assertThat(isFifo("pipe")).isTrue();
    assertThatThrownBy(() -> put("pipe/below", "x")).isInstanceOf(AccessDeniedException.class);
    delete("pipe");
    assertThatThrownBy(() -> head("pipe")).isInstanceOf(NoSuchFileException.class);
    assertThat(isFifo("pipe")).isTrue();
  }

  @Test
  void emptyMarkerOfALinkedDirectoryIsKept() throws IOException {
    Files.createDirectory(file("d"));
    link("way", "d");

    put("way/", "", ObjectMetadata.EMPTY);

    assertThat(head("way/").size()).isZero();
    delete("way/");
    assertThatThrownBy(() -> head("way/")).isInstanceOf(NoSuchFileException.class);
    assertThat(visible()).containsExactly("d/", "way");
  }

  private void mkfifo(String name) throws Exception {
    Process process = new ProcessBuilder("mkfifo", file(name).toString()).inheritIO().start();
    assertThat(process.waitFor()).isZero();
  }

  private boolean isFifo(String name) throws IOException {
    return ((int) Files.getAttribute(file(name), "unix:mode") & 0xF000) == 0x1000;
  }
}
