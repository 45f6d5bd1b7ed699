package org.openfiles.interop;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The few S3 calls that the crash test makes, by Basic authentication. A call that the crash cuts
/// off throws; one that is answered returns the answer.
final class CrashClient {
  private static final Pattern KEY = Pattern.compile("<Key>([^<]*)</Key>");
  private static final Pattern UPLOAD = Pattern.compile("<UploadId>([^<]*)</UploadId>");

  private final HttpClient client;
  private final URI bucket;

  CrashClient(HttpClient client, URI endpoint, String bucket) {
    this.client = client;
    this.bucket = endpoint.resolve("/" + bucket);
  }

  static HttpClient connections() {
    return HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  }

  HttpResponse<byte[]> createBucket() throws IOException, InterruptedException {
    return send(request("").PUT(BodyPublishers.noBody()));
  }

  HttpResponse<byte[]> put(String key, byte[] bytes) throws IOException, InterruptedException {
    return send(request("/" + key).PUT(BodyPublishers.ofByteArray(bytes)));
  }

  HttpResponse<byte[]> get(String key) throws IOException, InterruptedException {
    return send(request("/" + key).GET());
  }

  HttpResponse<byte[]> delete(String key) throws IOException, InterruptedException {
    return send(request("/" + key).DELETE());
  }

  HttpResponse<byte[]> copy(String source, String target) throws IOException, InterruptedException {
    return send(
        request("/" + target)
            .header("x-amz-copy-source", bucket.getPath() + "/" + source)
            .PUT(BodyPublishers.noBody()));
  }

  /// Uploads in parts; the answer is that to the completion, or the first one that was no success.
  HttpResponse<byte[]> multipart(String key, List<byte[]> parts)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> begun =
        send(request("/" + key + "?uploads").POST(BodyPublishers.noBody()));
    Matcher id = UPLOAD.matcher(text(begun));
    if (!id.find()) {
      return begun;
    }
    String query = "uploadId=" + URLEncoder.encode(id.group(1), StandardCharsets.UTF_8);
    StringBuilder list = new StringBuilder("<CompleteMultipartUpload>");
    for (int number = 1; number <= parts.size(); number++) {
      HttpResponse<byte[]> part =
          send(
              request("/" + key + "?partNumber=" + number + "&" + query)
                  .PUT(BodyPublishers.ofByteArray(parts.get(number - 1))));
      if (part.statusCode() != 200) {
        return part;
      }
      String etag = part.headers().firstValue("ETag").orElseThrow();
      list.append("<Part><PartNumber>")
          .append(number)
          .append("</PartNumber><ETag>")
          .append(etag)
          .append("</ETag></Part>");
    }
    list.append("</CompleteMultipartUpload>");
    return send(request("/" + key + "?" + query).POST(BodyPublishers.ofString(list.toString())));
  }

  /// Every key that the bucket lists.
  List<String> list() throws IOException, InterruptedException {
    List<String> keys = new ArrayList<>();
    Matcher found = KEY.matcher(text(send(request("?list-type=2").GET())));
    while (found.find()) {
      keys.add(found.group(1));
    }
    return keys;
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private HttpRequest.Builder request(String rest) {
    String keys = ServerProcess.ACCESS_KEY + ":" + ServerProcess.SECRET_KEY;
    return HttpRequest.newBuilder(URI.create(bucket + rest))
        .timeout(Duration.ofSeconds(30))
        .header(
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString(keys.getBytes(StandardCharsets.UTF_8)));
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }
}
