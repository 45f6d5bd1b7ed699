package org.openfiles.store.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

/// Answers repeat the key, also one with characters that XML does not have: a parser that keeps the
/// rules throws the whole answer away for it. Such characters and references to them go, as nobody
/// reads the key there; listings come in percent code and have none.
final class LegalXml implements ExecutionInterceptor {
  private static final Pattern REFERENCE = Pattern.compile("&#(x?)([0-9A-Fa-f]{1,8});");
  private static final Pattern RAW = Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F]");

  @Override
  public Optional<InputStream> modifyHttpResponseContent(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    SdkHttpResponse response = context.httpResponse();
    boolean document = !response.isSuccessful() || !(context.request() instanceof GetObjectRequest);
    return document && isXml(response)
        ? context.responseBody().map(LegalXml::cleaned)
        : context.responseBody();
  }

  private static boolean isXml(SdkHttpResponse response) {
    return response.firstMatchingHeader("Content-Type").filter(t -> t.contains("xml")).isPresent();
  }

  private static InputStream cleaned(InputStream body) {
    try (body) {
      // One byte, one char: what is no reference passes as it is, in whatever encoding.
      String text = new String(body.readAllBytes(), ISO_8859_1);
      String legal =
          text.contains("&#")
              ? REFERENCE
                  .matcher(text)
                  .replaceAll(found -> isLegal(found.group(1), found.group(2)) ? "$0" : "")
              : text;
      return new ByteArrayInputStream(RAW.matcher(legal).replaceAll("").getBytes(ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Char of XML 1.0, section 2.2.
  private static boolean isLegal(String hex, String digits) {
    long point = Long.parseLong(digits, hex.isEmpty() ? 10 : 16);
    return point == '\t'
        || point == '\n'
        || point == '\r'
        || (point >= 0x20 && point <= 0xD7FF)
        || (point >= 0xE000 && point <= 0xFFFD)
        || (point >= 0x10000 && point <= 0x10FFFF);
  }
}
