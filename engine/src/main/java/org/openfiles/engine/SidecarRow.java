package org.openfiles.engine;

/// What is known of a sidecar in the store without having read it.
///
/// @param stamp when it was written here, by [Index#stamp]; 0 where a listing told
/// @param foreign it was read and is none of ours: it is left alone
record SidecarRow(String etag, long stamp, boolean foreign) {
  static SidecarRow decode(byte[] row) {
    Decoder in = new Decoder(row);
    return new SidecarRow(in.text(), in.number(), in.small() != 0);
  }

  byte[] encode() {
    return new Encoder().text(etag).number(stamp).number(foreign ? 1 : 0).done();
  }
}
