package org.openfiles.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;

/// Standard input and output as bytes: files pass through them.
record Streams(InputStream in, OutputStream out) {
  static Streams ofThisProcess() {
    return new Streams(
        new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out));
  }
}
