package org.openfiles.door.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.openfiles.http.Headers;
import org.openfiles.http.Request;

/// Who is let in: everybody, or those who name a user and the secret (RFC 7617 "Basic"). Pages of
/// other sites never are, whatever the browser that shows them may do.
public final class Gate {
  /// Everybody who reaches the door.
  public static final Gate OPEN = new Gate(Map.of());

  private final Map<String, String> secrets;

  private Gate(Map<String, String> secrets) {
    this.secrets = Map.copyOf(secrets);
  }

  /// Those who know the secret of a user.
  public static Gate of(Map<String, String> secrets) {
    if (secrets.isEmpty()) {
      throw new IllegalArgumentException("a gate without users lets nobody in");
    }
    return new Gate(secrets);
  }

  /// Answers whose request it is; empty where nobody is asked for a name.
  String admit(Request request) throws ProblemException {
    requireOwnPage(request);
    if (!secrets.isEmpty()) {
      return user(request);
    }
    requireLocalName(request);
    return "";
  }

  /// A page may post a form to any address without asking; browsers say whose page it is.
  private static void requireOwnPage(Request request) throws ProblemException {
    Optional<String> origin = request.headers().first("Origin");
    String own = request.headers().first("Host").orElse("");
    if (origin.isPresent()
        && !origin.get().equals("http://" + own)
        && !origin.get().equals("https://" + own)) {
      throw new ProblemException(
          ProblemType.FORBIDDEN, "pages of " + origin.get() + " may not use this");
    }
  }

  /// A site that has its name lead to this machine would be its own page here; but then the name is
  /// none of this machine's.
  private static void requireLocalName(Request request) throws ProblemException {
    String host = request.headers().first("Host").orElse("");
    int colon = host.lastIndexOf(':');
    String name = host.endsWith("]") || colon < 0 ? host : host.substring(0, colon);
    boolean address = name.startsWith("[") || name.matches("[0-9.]+");
    if (request.remoteAddress().getAddress().isLoopbackAddress()
        && !address
        && !name.isEmpty()
        && !name.equalsIgnoreCase("localhost")) {
      throw new ProblemException(
          ProblemType.FORBIDDEN,
          "without users this is reached by localhost or an address, not by " + name);
    }
  }

  private String user(Request request) throws ProblemException {
    String header = request.headers().first("Authorization").orElse("");
    Optional<String> user =
        header.regionMatches(true, 0, "Basic ", 0, 6)
            ? user(header.substring(6).strip())
            : Optional.empty();
    return user.orElseThrow(
        () ->
            new ProblemException(
                ProblemType.UNAUTHORIZED,
                "give an access key and its secret key, such as curl --user ACCESS_KEY:SECRET_KEY",
                Headers.of("WWW-Authenticate", "Basic realm=\"openfiles\", charset=\"UTF-8\"")));
  }

  private Optional<String> user(String credentials) {
    byte[] decoded;
    try {
      decoded = Base64.getDecoder().decode(credentials);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
    String text = new String(decoded, StandardCharsets.UTF_8);
    int colon = text.indexOf(':');
    if (colon < 0) {
      return Optional.empty();
    }
    String name = text.substring(0, colon);
    String secret = secrets.get(name);
    boolean known =
        secret != null
            && MessageDigest.isEqual(
                secret.getBytes(StandardCharsets.UTF_8),
                text.substring(colon + 1).getBytes(StandardCharsets.UTF_8));
    return known ? Optional.of(name) : Optional.empty();
  }
}
