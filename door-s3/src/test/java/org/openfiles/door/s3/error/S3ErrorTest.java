package org.openfiles.door.s3.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.openfiles.core.ErrorKind;
import org.openfiles.door.s3.error.S3Error.Subject;

class S3ErrorTest {
  @Test
  void codesAreUnique() {
    assertThat(Arrays.stream(S3Error.values()).map(S3Error::code)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void everyErrorHasACodeAMessageAndAStatusThatSaysIt(S3Error error) {
    assertThat(error.code()).matches("[A-Z][A-Za-z0-9]+");
    assertThat(error.message()).isNotBlank();
    assertThat(error.status()).isBetween(301, 599);
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_FOUND, BUCKET, NoSuchBucket",
    "NOT_FOUND, OBJECT, NoSuchKey",
    "NOT_FOUND, UPLOADED_BYTES, NoSuchBucket",
    "CORRUPT, UPLOADED_BYTES, BadDigest",
    "CORRUPT, OBJECT, InternalError",
    "PRECONDITION_FAILED, OBJECT, PreconditionFailed",
    "CUT_OFF, UPLOADED_BYTES, IncompleteBody",
    "CANCELLED, UPLOADED_BYTES, RequestTimeout",
    "NAME_TOO_LONG, OBJECT, KeyTooLongError",
    "THROTTLED, OBJECT, SlowDown",
    "BAD_PART, OBJECT, InvalidPart",
    "INTERNAL, OBJECT, InternalError"
  })
  void faultsOfStoresAreTranslatedByWhatTheyWereAbout(
      ErrorKind kind, Subject subject, String code) {
    assertThat(S3Error.of(kind, subject).code()).isEqualTo(code);
  }

  @Test
  void detailsKeepTheirOrder() {
    S3Exception fault = S3Exception.argument("No.", "max-keys", "-1").with("Hint", "x");
    assertThat(fault.details())
        .extracting(S3Exception.Detail::name)
        .containsExactly("ArgumentName", "ArgumentValue", "Hint");
    assertThat(fault.text()).isEqualTo("No.");
  }
}
