package org.openfiles.door.s3;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.openfiles.core.Caller;
import org.openfiles.core.Volume;
import org.openfiles.core.Volumes;
import org.openfiles.door.s3.access.AccessRules;
import org.openfiles.door.s3.auth.Authenticated;
import org.openfiles.door.s3.auth.Authenticator;
import org.openfiles.door.s3.auth.User;
import org.openfiles.door.s3.cors.Cors;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.door.s3.form.PostForm;
import org.openfiles.door.s3.request.Access;
import org.openfiles.door.s3.request.Address;
import org.openfiles.door.s3.request.ExpectedOwner;
import org.openfiles.door.s3.request.Operation;
import org.openfiles.door.s3.request.Query;
import org.openfiles.door.s3.request.S3Request;
import org.openfiles.http.ErrorPage;
import org.openfiles.http.ExchangeListener;
import org.openfiles.http.Handler;
import org.openfiles.http.Headers;
import org.openfiles.http.Request;
import org.openfiles.http.Response;

/// The S3 API over the volumes of a node.
///
/// A server is to be given its [#errorPage] and its [#exchanges] too: else malformed requests are
/// answered in plain text, and no request is logged.
public final class S3Door implements Handler {
  private static final String DOOR = "s3";

  private final S3DoorSettings settings;
  private final Volumes volumes;
  private final Authenticator authenticator;
  private final Access access;
  private final RouteTable routes;
  private final SystemEndpoints system;
  private final RequestIds ids;
  private final ErrorAnswers errors;
  private final RequestLog log;

  /// Buckets that were found when they were looked for last.
  private final Set<String> opened = ConcurrentHashMap.newKeySet();

  /// A door whose buckets are their owners' alone.
  public S3Door(S3DoorSettings settings, S3DoorParts parts) {
    this(settings, parts, ownersOnly(settings));
  }

  public S3Door(S3DoorSettings settings, S3DoorParts parts, AccessRules rules) {
    this.settings = settings;
    volumes = parts.volumes();
    authenticator = parts.authenticator();
    access = rules;
    routes =
        RouteTable.of(volumes, settings, rules, new PostForm(authenticator.forms(), parts.clock()));
    system =
        new SystemEndpoints(
            volumes, parts.metrics(), new AdminPresign(authenticator, settings, parts.clock()));
    ids = new RequestIds(parts.random());
    errors = new ErrorAnswers(ids.hostId());
    log = new RequestLog(parts.listener());
  }

  private static AccessRules ownersOnly(S3DoorSettings settings) {
    boolean open = settings.anonymous() == S3DoorSettings.Anonymous.EVERYTHING;
    return new AccessRules(List.of(), settings.owner(), open, false);
  }

  @Override
  public Response handle(Request request) {
    Served served = new Served(ids.next(), new MeteredRequest(request));
    request.attach(served);
    Response answer;
    try {
      answer = serve(served);
    } catch (IOException | RuntimeException e) {
      answer = errors.of(e, served);
    }
    return signed(shownToPages(answer, served), served.id());
  }

  /// Objects are mostly small, and a folder has them at hand; of a large one only the head is made
  /// here. The first request to a bucket may have to open it.
  @Override
  public boolean isBrief(Request request) {
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      return false;
    }
    if (request.target().indexOf('?') >= 0) {
      return false;
    }
    try {
      Address address = address(request);
      return !address.key().isEmpty() && opened.contains(address.bucket());
    } catch (S3Exception _) {
      return false;
    }
  }

  /// Answers what no handler sees, because it is no HTTP or too much of it.
  public ErrorPage errorPage() {
    return (status, reason) -> {
      String id = ids.next();
      return signed(errors.document(ProtocolFaults.of(status, reason), "", id), id);
    };
  }

  /// Tells the door's listener of every request that was served.
  public ExchangeListener exchanges() {
    return log;
  }

  /// Browsers show an answer to a page of another origin only where the bucket allows it.
  private Response shownToPages(Response answer, Served served) {
    if (!served.request().headers().contains("origin")
        || served.request().method().equals("OPTIONS")) {
      return answer;
    }
    try {
      Optional<Volume> volume = find(served.address().bucket());
      return volume.isPresent() ? Cors.exposed(served.request(), volume.get(), answer) : answer;
    } catch (IOException e) {
      return errors.of(e, served);
    }
  }

  private Response preflight(Served served, Address address) throws IOException {
    served.isOf(Operation.PREFLIGHT);
    Volume volume = find(address.bucket()).orElseThrow(() -> S3Error.NO_SUCH_BUCKET.exception());
    return Cors.preflight(served.request(), volume);
  }

  private Response serve(Served served) throws IOException {
    Request request = served.request();
    Address address = address(request);
    served.names(address);
    Optional<Response> ours = system.answer(request, address);
    if (ours.isPresent()) {
      return ours.get();
    }
    if (request.method().equals("OPTIONS")) {
      return preflight(served, address);
    }
    Query query = Query.parse(request.rawQuery());
    Headers headers = PresignedHeaders.merge(request.headers(), query);
    Route route = routes.find(request.method(), address.scope(), query, headers);
    served.isOf(route.operation());
    Authenticated sender = authenticator.authenticate(request);
    served.sentBy(sender.user().map(User::accessKey));
    Understanding.check(route, query, headers);
    S3Request s3Request =
        new S3Request(
            request,
            served.id(),
            ids.hostId(),
            route.operation(),
            address,
            query,
            headers,
            sender.user(),
            sender.payload(),
            find(address.bucket()));
    admit(s3Request);
    Caller caller = new Caller(sender.user().map(User::accessKey).orElse(""), DOOR);
    return caller.call(() -> route.endpoint().answer(s3Request));
  }

  private Address address(Request request) throws S3Exception {
    String host = request.headers().first("host").orElse("");
    return Address.of(request.rawPath(), host, settings.domains());
  }

  private Optional<Volume> find(String bucket) throws IOException {
    boolean possible =
        !bucket.isEmpty()
            && bucket.charAt(0) != '.'
            && bucket.indexOf('/') < 0
            && bucket.indexOf('\0') < 0;
    Optional<Volume> found = possible ? volumes.find(bucket) : Optional.empty();
    if (found.isPresent()) {
      opened.add(bucket);
    } else {
      opened.remove(bucket);
    }
    return found;
  }

  private void admit(S3Request request) throws IOException {
    boolean needsBucket =
        request.address().scope() != Address.Scope.SERVICE
            && request.operation() != Operation.CREATE_BUCKET
            && request.operation() != Operation.POST_OBJECT;
    if (needsBucket) {
      request.requireVolume();
    }
    Optional<String> expected = request.header("x-amz-expected-bucket-owner");
    if (expected.isPresent() && request.volume().isPresent()) {
      ExpectedOwner.check(expected, access.owner(request.volume().get()));
    }
    // Of many keys, each is asked after on its own; a form says who sent it when it is read.
    if (request.operation() != Operation.DELETE_OBJECTS
        && request.operation() != Operation.POST_OBJECT) {
      access.check(request, request.operation(), request.volume(), request.address().key());
    }
  }

  private Response signed(Response answer, String id) {
    Headers headers =
        answer.headers().toBuilder()
            .add("x-amz-request-id", id)
            .add("x-amz-id-2", ids.hostId())
            .add("Server", "OpenFiles")
            .build();
    return Response.of(answer.status(), headers, answer.body());
  }
}
