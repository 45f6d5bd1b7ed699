package org.openfiles.folder;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Bytes with slashes in them, cut and joined. Nothing is left out: an empty piece is a piece.
final class Slashes {
  static final byte[] ONE = {'/'};

  private Slashes() {}

  static List<byte[]> split(byte[] bytes) {
    List<byte[]> pieces = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '/') {
        pieces.add(Arrays.copyOfRange(bytes, from, i));
        from = i + 1;
      }
    }
    pieces.add(Arrays.copyOfRange(bytes, from, bytes.length));
    return pieces;
  }

  static byte[] join(List<byte[]> pieces) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < pieces.size(); i++) {
      if (i > 0) {
        out.write('/');
      }
      out.writeBytes(pieces.get(i));
    }
    return out.toByteArray();
  }
}
