package org.openfiles.folder;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.PriorityQueue;

/// Keeps the first few tokens from some place on, in one pass and without the others.
final class FirstTokens implements TokenSink {
  private final TokenRange range;
  private final PriorityQueue<Token> greatestFirst =
      new PriorityQueue<>(Collections.reverseOrder(Token.ORDER));
  private boolean more;

  private record Token(@SuppressWarnings("ArrayRecordComponent") byte[] bytes, EntryKind kind) {
    static final Comparator<Token> ORDER =
        Comparator.comparing(Token::bytes, Arrays::compareUnsigned).thenComparing(Token::kind);
  }

  FirstTokens(TokenRange range) {
    this.range = range;
  }

  @Override
  public void accept(byte[] buffer, int from, int to, EntryKind kind) {
    if (!range.mayHold(buffer, from, to, kind)) {
      return;
    }
    Token greatest = greatestFirst.peek();
    boolean full = greatest != null && greatestFirst.size() >= range.count();
    if (full && isBehind(buffer, from, to, greatest)) {
      more = true;
      return;
    }
    byte[] bytes = Arrays.copyOfRange(buffer, from, to + (kind.isDirectory() ? 1 : 0));
    if (kind.isDirectory()) {
      bytes[bytes.length - 1] = '/';
    }
    if (!range.holds(bytes)) {
      return;
    }
    greatestFirst.add(new Token(bytes, kind));
    if (full) {
      // Also when the new one is it: a slash counts that the look at the buffer has left out.
      greatestFirst.remove();
      more = true;
    }
  }

  /// Without the slash of a directory the token is less, if it differs at all: so this is never
  /// wrongly true.
  private static boolean isBehind(byte[] buffer, int from, int to, Token greatest) {
    return Arrays.compareUnsigned(buffer, from, to, greatest.bytes, 0, greatest.bytes.length) > 0;
  }

  /// Ends the pass.
  SortedTokens sorted() {
    TokenArena arena = new TokenArena();
    int[] addresses = new int[greatestFirst.size()];
    for (int i = addresses.length - 1; i >= 0; i--) {
      Token token = greatestFirst.remove();
      int end = token.bytes.length - (token.kind.isDirectory() ? 1 : 0);
      addresses[i] = arena.add(token.bytes, 0, end, token.kind);
    }
    return new SortedTokens(arena, addresses, !more);
  }
}
