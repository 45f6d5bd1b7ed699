package org.openfiles.door.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.openfiles.http.Headers;
import org.openfiles.http.Response;
import org.openfiles.http.ResponseBody;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// JSON on the wire: UTF-8, one document a body.
final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private Json() {}

  static byte[] bytes(Map<String, ?> members) {
    return MAPPER.writeValueAsBytes(members);
  }

  static String text(String value) {
    return MAPPER.writeValueAsString(value);
  }

  static Response answer(int status, Map<String, ?> members) {
    return Response.of(status, headers(), ResponseBody.bytes(line(members)));
  }

  static Headers headers() {
    return Headers.of("Content-Type", "application/json");
  }

  /// With a line feed, so that a shell shows its prompt where it belongs.
  private static byte[] line(Map<String, ?> members) {
    return (MAPPER.writeValueAsString(members) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /// The object that a body is.
  static JsonNode object(byte[] body) throws ProblemException {
    try {
      JsonNode node = MAPPER.readTree(body);
      if (node.isObject()) {
        return node;
      }
    } catch (JacksonException e) {
      throw ProblemException.badRequest("the body is not JSON: " + e.getOriginalMessage());
    }
    throw ProblemException.badRequest("the body has to be a JSON object");
  }
}
