package org.openfiles.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

/// The head of one response, ready to be encoded.
///
/// @param framing the field that says where the body ends, with its line's end; may be empty
record ResponseHead(Response response, String framing, boolean http11, boolean keepAlive) {
  private static final int FIXED_BYTES = 192;

  /// No more bytes than this are written by [#encode].
  int bytesMax() {
    int bytes = FIXED_BYTES + framing.length();
    Headers headers = response.headers();
    for (int i = 0; i < headers.size(); i++) {
      bytes += headers.name(i).length() + 3 * headers.value(i).length() + 4;
    }
    return bytes;
  }

  void encode(ByteBuf target, byte[] date) {
    target.writeBytes(StatusLine.bytes(response.status())).writeBytes(date);
    Headers headers = response.headers();
    for (int i = 0; i < headers.size(); i++) {
      if (!isOfServer(headers.name(i))) {
        field(target, headers.name(i), headers.value(i));
      }
    }
    ascii(target, framing);
    if (!keepAlive) {
      ascii(target, "Connection: close\r\n");
    } else if (!http11) {
      ascii(target, "Connection: keep-alive\r\n");
    }
    ascii(target, "\r\n");
  }

  static boolean isOfServer(String name) {
    return switch (name.length()) {
      case 4 -> name.equalsIgnoreCase("Date");
      case 10 -> name.equalsIgnoreCase("Connection");
      case 14 -> name.equalsIgnoreCase("Content-Length");
      case 17 -> name.equalsIgnoreCase("Transfer-Encoding");
      default -> false;
    };
  }

  private static void field(ByteBuf target, String name, String value) {
    ascii(target, name);
    ascii(target, ": ");
    ByteBufUtil.writeUtf8(target, value);
    ascii(target, "\r\n");
  }

  private static void ascii(ByteBuf target, String text) {
    ByteBufUtil.writeAscii(target, text);
  }
}
