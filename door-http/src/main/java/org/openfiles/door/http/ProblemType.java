package org.openfiles.door.http;

import org.openfiles.core.ErrorKind;

/// The kinds of problems that the files API answers with (RFC 9457): a code for programs, a status,
/// and a title for people.
enum ProblemType {
  NOT_FOUND("not-found", 404, "No such file or directory"),
  NO_ROUTE("no-route", 404, "No such route"),
  METHOD("method-not-allowed", 405, "The route has another method"),
  UNAUTHORIZED("unauthorized", 401, "Credentials are needed"),
  ALREADY_EXISTS("already-exists", 409, "There is one already"),
  NOT_EMPTY("not-empty", 409, "The directory is not empty"),
  NOT_DIRECTORY("not-a-directory", 409, "Not a directory"),
  IS_DIRECTORY("is-a-directory", 409, "Is a directory"),
  FORBIDDEN("forbidden", 403, "Not allowed"),
  READ_ONLY("read-only", 403, "The volume is read-only"),
  PRECONDITION_FAILED("precondition-failed", 412, "The file is not what the request depends on"),
  CONFLICT("conflict", 409, "Changed by somebody else meanwhile"),
  BAD_RANGE("bad-range", 416, "The file has no such range"),
  BAD_REQUEST("bad-request", 400, "The request can't be followed"),
  NAME_TOO_LONG("name-too-long", 400, "The path is too long"),
  THROTTLED("throttled", 503, "The store asks for fewer requests"),
  UNAVAILABLE("unavailable", 503, "The store can't be reached"),
  NO_SPACE("no-space", 507, "No space left"),
  CORRUPT("corrupt", 500, "The bytes are not what they were"),
  UNSUPPORTED("unsupported", 501, "Not supported"),
  TIMEOUT("timeout", 408, "The request did not arrive in time"),
  CUT_OFF("cut-off", 400, "The request ended early"),
  INTERNAL("internal", 500, "The server failed");

  private final String code;
  private final int status;
  private final String title;

  ProblemType(String code, int status, String title) {
    this.code = code;
    this.status = status;
    this.title = title;
  }

  /// The word by which programs tell problems apart.
  String code() {
    return code;
  }

  int status() {
    return status;
  }

  String title() {
    return title;
  }

  /// The answer to a fault of a volume.
  static ProblemType of(ErrorKind kind) {
    return switch (kind) {
      case NOT_FOUND, UNKNOWN_UPLOAD -> NOT_FOUND;
      case ALREADY_EXISTS -> ALREADY_EXISTS;
      case NOT_EMPTY -> NOT_EMPTY;
      case NOT_DIRECTORY -> NOT_DIRECTORY;
      case IS_DIRECTORY -> IS_DIRECTORY;
      case ACCESS_DENIED -> FORBIDDEN;
      case READ_ONLY -> READ_ONLY;
      case PRECONDITION_FAILED -> PRECONDITION_FAILED;
      case CONFLICT -> CONFLICT;
      case BAD_RANGE -> BAD_RANGE;
      case BAD_PART, BAD_REQUEST -> BAD_REQUEST;
      case NAME_TOO_LONG -> NAME_TOO_LONG;
      case THROTTLED -> THROTTLED;
      case UNAVAILABLE -> UNAVAILABLE;
      case NO_SPACE -> NO_SPACE;
      case CORRUPT -> CORRUPT;
      case UNSUPPORTED -> UNSUPPORTED;
      case CANCELLED -> TIMEOUT;
      case CUT_OFF -> CUT_OFF;
      case INTERNAL -> INTERNAL;
    };
  }

  /// What a status is where nothing but the status is known.
  static ProblemType of(int status) {
    return switch (status) {
      case 408 -> TIMEOUT;
      case 501 -> UNSUPPORTED;
      case 503 -> UNAVAILABLE;
      default -> status < 500 ? BAD_REQUEST : INTERNAL;
    };
  }
}
