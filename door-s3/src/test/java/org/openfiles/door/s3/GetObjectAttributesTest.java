package org.openfiles.door.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class GetObjectAttributesTest extends DoorTest {

  @Test
  void theAttributesAskedForAreTold() throws IOException {
    door.put("/bucket/k", "hello", "x-amz-checksum-crc32: NhCmhg==");
    Answer all =
        door.get(
            "/bucket/k?attributes",
            "x-amz-object-attributes: ETag,Checksum, ObjectParts",
            "x-amz-object-attributes: StorageClass,ObjectSize");
    assertThat(all.outcome()).isEqualTo("200");
    assertThat(all.xml().name()).isEqualTo("GetObjectAttributesResponse");
    assertThat(all.xml("ETag")).isEqualTo("5d41402abc4b2a76b9719d911017c592");
    assertThat(all.xml("ChecksumCRC32")).isEqualTo("NhCmhg==");
    assertThat(all.xml("ChecksumType")).isEqualTo("FULL_OBJECT");
    assertThat(all.xml("StorageClass")).isEqualTo("STANDARD");
    assertThat(all.xml("ObjectSize")).isEqualTo("5");
    assertThat(all.all("ObjectParts")).isEmpty();
    assertThat(all.header("Last-Modified"))
        .isEqualTo(door.head("/bucket/k").header("Last-Modified"));
    Answer one = door.get("/bucket/k?attributes", "x-amz-object-attributes: ObjectSize");
    assertThat(one.xml().children()).hasSize(1);
  }

  @Test
  void whatIsNoAttributeIsRefused() throws IOException {
    door.put("/bucket/k", "hello");
    assertThat(door.get("/bucket/k?attributes").outcome()).isEqualTo("400 InvalidRequest");
    assertThat(door.get("/bucket/k?attributes", "x-amz-object-attributes: Colour").outcome())
        .isEqualTo("400 InvalidArgument");
    assertThat(door.get("/bucket/x?attributes", "x-amz-object-attributes: ETag").outcome())
        .isEqualTo("404 NoSuchKey");
  }
}
