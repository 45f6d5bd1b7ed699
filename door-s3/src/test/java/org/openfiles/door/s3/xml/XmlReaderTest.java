package org.openfiles.door.s3.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;

class XmlReaderTest {
  private static final String DELETE =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?><!-- c -->\n"
          + "<Delete xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Quiet>true</Quiet>"
          + "<Object><Key>a&amp;b</Key></Object>\r\n<Object ><Key><![CDATA[<c>]]></Key></Object>"
          + "</Delete >";

  private static XmlElement read(String document) throws S3Exception {
    return XmlReader.read(document.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aDocumentIsReadWhateverItsNamespace() throws Exception {
    for (String variant :
        new String[] {
          DELETE,
          DELETE.replaceAll(" xmlns=\"[^\"]*\"", ""),
          DELETE
              .replace("<", "<s:")
              .replace("<s:/", "</s:")
              .replace("<s:?", "<?")
              .replace("<s:!", "<!")
              .replace("<s:c", "<c")
              .replace("xmlns=", "xmlns:s="),
          "\uFEFF" + DELETE
        }) {
      XmlElement root = read(variant);
      assertThat(root.name()).isEqualTo("Delete");
      assertThat(root.text("Quiet")).hasValue("true");
      assertThat(root.children("Object"))
          .extracting(o -> o.requireText("Key"))
          .containsExactly("a&b", "<c>");
    }
  }

  @Test
  void controlCharactersAreReadAsReferencesAndAsTheyAre() throws Exception {
    assertThat(read("<K>a&#x1;\u0002&#3;&#0;b</K>").text()).isEqualTo("a\u0001\u0002\u0003\0b");
  }

  @Test
  void lineEndsAreNormalizedUnlessTheyAreReferences() throws Exception {
    assertThat(read("<K>a\r\nb\rc&#xD;\nd</K>").text()).isEqualTo("a\nb\nc\r\nd");
  }

  @Test
  void typesOfGranteesAreAttributes() throws Exception {
    XmlElement grantee =
        read(
            "<Grantee xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'"
                + " xsi:type=\"CanonicalUser\"><ID>1</ID></Grantee>");
    assertThat(grantee.attributes()).containsOnly(java.util.Map.entry("type", "CanonicalUser"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "<",
        "<a",
        "<a>",
        "<a></b>",
        "<a></a",
        "<a/><b/>",
        "<a/>x",
        "x<a/>",
        "<a b></a>",
        "<a b=c></a>",
        "<a b='1' b='2'/>",
        "<a b='<'/>",
        "<a b='1'c='2'/>",
        "<a>&</a>",
        "<a>&nbsp;</a>",
        "<a>&#;</a>",
        "<a>&#x;</a>",
        "<a>&#xD800;</a>",
        "<a>&#x110000;</a>",
        "<a>&#99999999999;</a>",
        "<a>&#12a;</a>",
        "<a><!-- </a>",
        "<a><![CDATA[</a>",
        "<a><?x </a>",
        "<1a/>",
        "<a><!ELEMENT a ANY></a>",
        "<!DOCTYPE a><a/>",
        "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
        "<?xml version='1.0'?><!DOCTYPE l [<!ENTITY l 'l'><!ENTITY m '&l;&l;'>]><l>&m;</l>",
        "{\"a\": 1}"
      })
  void whatIsNotWellFormedIsRefused(String document) {
    assertThatThrownBy(() -> read(document))
        .isInstanceOfSatisfying(
            S3Exception.class, e -> assertThat(e.error()).isEqualTo(S3Error.MALFORMED_XML));
  }

  @Test
  void depthAndElementsAreBounded() throws Exception {
    read("<a>".repeat(32) + "</a>".repeat(32));
    assertThatThrownBy(() -> read("<a>".repeat(33) + "</a>".repeat(33)))
        .isInstanceOf(S3Exception.class);
    assertThatThrownBy(() -> read("<a>".repeat(1_000_000))).isInstanceOf(S3Exception.class);
    assertThatThrownBy(() -> read("<a>" + "<b/>".repeat(100_000) + "</a>"))
        .isInstanceOf(S3Exception.class);
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    assertThatThrownBy(
            () -> XmlReader.read(new byte[] {'<', 'a', '>', (byte) 0xFF, '<', '/', 'a', '>'}))
        .isInstanceOf(S3Exception.class);
    assertThatThrownBy(() -> XmlReader.read(DELETE.getBytes(StandardCharsets.UTF_16)))
        .isInstanceOf(S3Exception.class);
  }

  @Test
  void anotherRootIsRefused() {
    assertThatThrownBy(
            () -> XmlReader.read("<Tagging/>".getBytes(StandardCharsets.UTF_8), "Delete"))
        .isInstanceOf(S3Exception.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void brokenDocumentsAreRefusedOrReadAndNothingElse(long seed) {
    Random random = new Random(seed);
    byte[] original = DELETE.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 5000; i++) {
      byte[] broken = java.util.Arrays.copyOf(original, random.nextInt(original.length + 1));
      for (int flips = random.nextInt(4); flips > 0 && broken.length > 0; flips--) {
        broken[random.nextInt(broken.length)] =
            (byte) "<>&;/='\"!?[]-#xA \0\u00FF".charAt(random.nextInt(19));
      }
      try {
        XmlReader.read(broken);
      } catch (S3Exception e) {
        assertThat(e.error()).isEqualTo(S3Error.MALFORMED_XML);
      }
    }
  }
}
