package org.openfiles.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openfiles.core.ErrorKind;
import org.openfiles.core.Key;
import org.openfiles.core.UploadId;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class FaultsTest {

  @ParameterizedTest
  @CsvSource({
    "404,NoSuchKey,NOT_FOUND",
    "404,,NOT_FOUND",
    "404,NoSuchBucket,INTERNAL",
    "404,NoSuchUpload,UNKNOWN_UPLOAD",
    "412,PreconditionFailed,PRECONDITION_FAILED",
    "412,,PRECONDITION_FAILED",
    "409,ConditionalRequestConflict,CONFLICT",
    "409,OperationAborted,CONFLICT",
    "409,ObjectParentIsFile,INTERNAL",
    "400,InvalidPart,BAD_PART",
    "400,BadDigest,CORRUPT",
    "400,RequestTimeout,UNAVAILABLE",
    "400,InvalidArgument,BAD_REQUEST",
    "400,KeyTooLongError,NAME_TOO_LONG",
    "403,AccessDenied,ACCESS_DENIED",
    "403,SignatureDoesNotMatch,ACCESS_DENIED",
    "403,RequestTimeTooSkewed,UNAVAILABLE",
    "403,,ACCESS_DENIED",
    "403,QuotaExceeded,NO_SPACE",
    "429,,THROTTLED",
    "503,SlowDown,THROTTLED",
    "503,ServiceUnavailable,UNAVAILABLE",
    "500,InternalError,UNAVAILABLE",
    "502,,UNAVAILABLE",
    "501,NotImplemented,UNSUPPORTED",
    "507,,NO_SPACE",
    "301,PermanentRedirect,INTERNAL"
  })
  void answerHasItsKind(int status, String code, ErrorKind kind) {
    assertThat(kind(answer(status, code))).isEqualTo(kind);
  }

  @Test
  void noAnswerIsUnavailableAndOneThatNobodyUnderstandsIsNot() {
    assertThat(kind(SdkClientException.create("refused", new ConnectException())))
        .isEqualTo(ErrorKind.UNAVAILABLE);
    assertThat(kind(SdkClientException.create("no such header"))).isEqualTo(ErrorKind.INTERNAL);
    assertThat(kind(SdkClientException.create("Unable to load credentials from any of")))
        .isEqualTo(ErrorKind.ACCESS_DENIED);
  }

  @Test
  void faultNamesItsSubjectAndWhatTheServerSaid() {
    IOException fault = Faults.of(answer(403, "AccessDenied"), Subject.of(new Key("a/b")));

    assertThat(fault).hasMessageContaining("a/b").hasMessageContaining("AccessDenied");
    assertThat(fault).hasCauseInstanceOf(S3Exception.class);
  }

  private static ErrorKind kind(SdkException fault) {
    try {
      return ErrorKind.of(Faults.of(fault, Subject.of(new Key("k"), new UploadId("u"))));
    } catch (RuntimeException e) {
      return ErrorKind.of(e);
    }
  }

  private static SdkException answer(int status, String code) {
    return S3Exception.builder()
        .statusCode(status)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage("m").build())
        .build();
  }
}
