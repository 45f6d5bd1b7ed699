package org.openfiles.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XxHashTest {

  /// Of the reference implementation (xxHash 0.8), over lengths on both sides of every change of
  /// method.
  @ParameterizedTest
  @CsvSource({
    "0, ef46db3751d8e999, 2d06800538d394c2, 99aa06d3014798d86001c324468d497f",
    "1, 2078e1ad38ad738b, 8a21d78b1538b1c0, 79d2c79e874f72cd8a21d78b1538b1c0",
    "3, 563f87bc4e08dc2f, 9d34a52be9347c7d, af03fe623ee5c2ee9d34a52be9347c7d",
    "4, eef820f86ee4383d, 710bf530682a5a15, d3485b6edd563453ee752fdd1dd08115",
    "8, ee1a3e25fe127866, 4099abbbb0895910, 69640a0b3d0a504dd9f1b9cc0d0d6508",
    "9, 909b60bdf01f3da4, 157044fc90b79287, 0798138bf6ce02e9e88e44c2a6f88328",
    "16, 261ad384fbc9f410, 2042bc2e10b4c4bf, b866d1e7934def8b08c65cd9fde95c32",
    "17, c963de161b4ccf20, 1ddb5906f04a8a01, 4b195b152fc95e219c42b006a2238e8f",
    "32, fc141bbf42826cee, 8752e5a3b162786c, 37976b3bdf7fe2e079cf219a7bfcdfb0",
    "33, f458e506adc82633, fbbf3653d87edb3c, ef5be9c167b8ec3773abbca67dc43b7f",
    "64, 5136e3a32237a6ee, f37e9d49f2286ebb, ab1b6d1f063e18d30595e088a5426a57",
    "65, 86559c268df8fb3c, bd6d9b5923cc80e5, fffd08bd4817539609c60d68c3f36705",
    "96, 57b583ffc6837d46, 5cc054f233fdb879, 409472a837a6a638c1f6ec90c94a56cb",
    "97, 6be2da1e675d7d03, 641e2147f9b6472c, e557cbc65af288a518397ac54400d31f",
    "128, 7c6a24135bb5f21b, 442fed4532cd9036, a7199ca0ce20d9ca9742387207934342",
    "129, 5f6b7f4d64e4c668, 13b91d8a08fb7933, b1ab5f5d5aa89f037a5c072e0b50dc4d",
    "160, 688cf52a24dbda57, 6e2f54b560c11d44, 48b64fc60bfcf2aae2c1c378bec6bdbb",
    "161, d879ae7a23caac4d, e9c6a40887286cf2, a7f24f9b2c926a187d43698088a3aee9",
    "240, 07be012431e742b9, fe57308078a8decd, 368e5d4cb650c05f7fc1b3893d3e2b28",
    "241, 81ee01086f288bb8, f15ff881cb95f40a, d4fe1178e94d9a1af15ff881cb95f40a",
    "256, 42a0b1328bf569e1, 919e1b7a5042b2b6, 5755433cf4eb5519919e1b7a5042b2b6",
    "1024, 7d5955afd9b04b29, 42a77b06491250a7, 31822c116d1321e942a77b06491250a7",
    "1025, b11d15e056fc346a, 3c30cbbce1d2ccbb, 63d137cff1b0e3283c30cbbce1d2ccbb",
    "1088, ae6cb057e83dc63b, 4b4b4942e26cbf66, c5bfb4a79601c3284b4b4942e26cbf66",
    "1089, 79007e1d5120bd1a, 4824fd0d3bddd36f, 5bdf759c0e2180574824fd0d3bddd36f",
    "2048, 39a62d3fa5a510d1, 4bf39b39fc0e7a6a, 7610c030a4fcc4354bf39b39fc0e7a6a",
    "2049, b7cbc1723aa59c3f, b43c9682e19b1515, 835696988d29ff61b43c9682e19b1515",
    "5000, 435d6d8c154733dd, cdfb26152990a200, 78fa6a58c02faa1ccdfb26152990a200"
  })
  void valuesAreThoseOfTheReference(int length, String xxhash64, String xxhash3, String xxhash128) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) ((i * 167 + 13) % 251);
    }

    assertThat(hex(ChecksumAlgorithm.XXHASH64, bytes)).isEqualTo(xxhash64);
    assertThat(hex(ChecksumAlgorithm.XXHASH3, bytes)).isEqualTo(xxhash3);
    assertThat(hex(ChecksumAlgorithm.XXHASH128, bytes)).isEqualTo(xxhash128);
  }

  private static String hex(ChecksumAlgorithm algorithm, byte[] bytes) {
    RunningChecksum sum = RunningChecksum.of(algorithm);
    sum.update(ByteBuffer.wrap(bytes));
    return HexFormat.of().formatHex(sum.finish().bytes());
  }
}
