package org.openfiles.door.s3.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openfiles.door.s3.error.S3Error;

class XmlRoundTripTest {
  @Test
  void everyCharacterSurvives() throws Exception {
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      if (codePoint >= 0x20000) {
        codePoint += 4096;
      }
      if (codePoint > Character.MAX_CODE_POINT
          || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE)) {
        continue;
      }
      String text = "a" + Character.toString(codePoint) + "b";
      assertThat(roundTrip(text)).as("U+%04X", codePoint).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void randomTextsSurviveInElementsAndAttributes(long seed) throws Exception {
    Random random = new Random(seed);
    for (int i = 0; i < 2000; i++) {
      String text = text(random);
      assertThat(roundTrip(text)).as("seed=%d i=%d", seed, i).isEqualTo(text);
    }
  }

  @Test
  void theParserOfTheJdkReadsWhatXmlHasCharactersFor() throws Exception {
    String text = "<a href=\"x\">&amp; ' \" \t\n\r é \uFF21 \uD83D\uDE00 ]]> \u0085 \u2028</a>";
    byte[] document = XmlWriter.s3("Root").element("Text", text).bytes();
    // The module itself has no use for the parser, so it does not read its module.
    XmlRoundTripTest.class
        .getModule()
        .addReads(ModuleLayer.boot().findModule("java.xml").orElseThrow());
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    var root =
        factory.newDocumentBuilder().parse(new ByteArrayInputStream(document)).getDocumentElement();
    assertThat(root.getNamespaceURI()).isEqualTo(XmlWriter.S3_NAMESPACE);
    assertThat(root.getFirstChild().getTextContent()).isEqualTo(text);
  }

  @Test
  void halfOfASurrogatePairIsReplaced() throws Exception {
    byte[] document = new XmlWriter().open("T").element("K", "a\uD800b\uDC00").bytes();
    assertThat(XmlReader.read(document).text("K")).hasValue("a\uFFFDb\uFFFD");
  }

  @Test
  void controlCharactersAreNumericReferences() {
    assertThat(new XmlWriter().open("K").element("T", "\0\u0001\r").bytes())
        .asString(StandardCharsets.UTF_8)
        .endsWith("<K><T>&#x0;&#x1;&#xD;</T></K>");
  }

  @Test
  void aDocumentThatIsDrainedIsTheSame() throws Exception {
    ByteArrayOutputStream drained = new ByteArrayOutputStream();
    XmlWriter writer = new XmlWriter();
    XmlWriter whole = new XmlWriter();
    for (XmlWriter each : new XmlWriter[] {writer, whole}) {
      each.open("A", "x", "1\"\n").open("B");
      each.element("N", 7).element("T", true).empty("E").end();
      if (each == writer) {
        each.drainTo(drained);
      }
      each.element("C", "d").end();
    }
    writer.drainTo(drained);
    assertThat(drained.toByteArray()).isEqualTo(whole.bytes());
    assertThat(drained.toString(StandardCharsets.UTF_8))
        .endsWith("<A x=\"1&quot;&#xA;\"><B><N>7</N><T>true</T><E/></B><C>d</C></A>");
  }

  @Test
  void anErrorIsADocumentWithItsDetails() throws Exception {
    byte[] document =
        ErrorDocument.of(
            S3Error.NO_SUCH_KEY.exception().with("Key", "a\u0001&"), "/b/a%01&", "R1", "H1");
    XmlElement root = XmlReader.read(document, "Error");
    assertThat(root.text("Code")).hasValue("NoSuchKey");
    assertThat(root.text("Message")).hasValue("The specified key does not exist.");
    assertThat(root.text("Key")).hasValue("a\u0001&");
    assertThat(root.text("Resource")).hasValue("/b/a%01&");
    assertThat(root.text("RequestId")).hasValue("R1");
    assertThat(root.text("HostId")).hasValue("H1");
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(40); length > 0; length--) {
      int kind = random.nextInt(4);
      int codePoint =
          switch (kind) {
            case 0 -> random.nextInt(0x20);
            case 1 -> "<>&\"'];#x".charAt(random.nextInt(9));
            case 2 -> 0x20 + random.nextInt(0xD800 - 0x20);
            default -> 0xE000 + random.nextInt(0x110000 - 0xE000);
          };
      text.appendCodePoint(codePoint);
    }
    return text.toString();
  }

  private static String roundTrip(String text) throws Exception {
    byte[] document = XmlWriter.s3("Root").open("In", "a", text).element("T", text).bytes();
    XmlElement in = XmlReader.read(document, "Root").child("In").orElseThrow();
    assertThat(in.attributes()).containsEntry("a", text);
    return in.requireText("T");
  }
}
