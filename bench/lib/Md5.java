import java.security.MessageDigest;
import java.util.Random;

/// What MD5 of 16 MiB costs on this JVM, as one line of JSON: the median of 30 after a warm-up.
class Md5 {
  public static void main(String[] args) throws Exception {
    byte[] bytes = new byte[16 << 20];
    new Random().nextBytes(bytes);
    long[] nanos = new long[30];
    for (int i = -20; i < nanos.length; i++) {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      long start = System.nanoTime();
      for (int at = 0; at < bytes.length; at += 1 << 16) {
        md5.update(bytes, at, 1 << 16);
      }
      byte[] digest = md5.digest();
      if (digest.length != 16) {
        throw new AssertionError();
      }
      if (i >= 0) {
        nanos[i] = System.nanoTime() - start;
      }
    }
    java.util.Arrays.sort(nanos);
    System.out.printf("{\"ms\":%.3f}%n", nanos[nanos.length / 2] / 1e6);
  }
}
