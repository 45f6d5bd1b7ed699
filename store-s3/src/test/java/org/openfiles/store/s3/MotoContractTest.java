package org.openfiles.store.s3;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.openfiles.core.MultipartStore;
import org.openfiles.testkit.Deviation;
import org.openfiles.testkit.MultipartStoreContract;
import org.openfiles.testkit.StoreTraits;

/// The contract over moto.
@Deviation(
    test = "everyKeyIsAnObjectOfItsOwn",
    because = "its web framework takes no path with control characters")
@Deviation(
    test = "everyKeyIsDeletedAlone",
    because = "its web framework takes no path with control characters")
@Deviation(
    test = "emptyObjectsAtEveryKeyAreKeptToo",
    because = "its web framework takes no path with control characters")
@Deviation(
    test = "hostileKeysAreListedLikeInTheReferenceStore",
    because = "its web framework takes no path with control characters")
@Deviation(
    test = "hardKeysAreListedLikeInTheReferenceStore",
    because = "its web framework takes no path with control characters")
@Deviation(
    test = "hardKeysAreUploadedInParts",
    because = "its web framework takes no path with control characters")
@Deviation(
    test = "abortedUploadIsUnknown",
    because = "an unknown upload makes it fail with status 500")
@Deviation(
    test = "whateverAClientSendsAsAnIdIsUnknown",
    because = "an unknown upload makes it fail with status 500")
@Deviation(
    test = "objectIsItsPartsInOrder",
    because = "an unknown upload makes it fail with status 500")
@Deviation(
    test = "replacingAPartWhileCompletingNeverMixes",
    because = "an unknown upload makes it fail with status 500")
@Deviation(
    test = "uploadIsEitherCompletedOrAborted",
    because = "an unknown upload makes it fail with status 500")
@Deviation(test = "uploadOfAnotherKeyIsUnknown", because = "an upload is found by its id alone")
@Deviation(
    test = "completingAgainReturnsTheObjectWhileItIsThere",
    because = "completing again is judged like the first time")
@Deviation(
    test = "completingAgainWithOtherPartsIsUnknown",
    because = "completing again is judged like the first time")
@Deviation(
    test = "preconditionIsJudgedAtTheEndAndTheUploadGoesOn",
    because = "If-Match of a completion is ignored")
@Deviation(
    test = "ofManyUploadsCompletedIfAbsentOneWins",
    because = "conditions are judged before the write and not with it: two writers may win")
@Deviation(
    test = "partsOfTheObjectAreCountedFromOneWhateverTheirNumbersWere",
    because = "parts of an object are not told apart when they are read")
@Deviation(
    test = "partsAreReadSinglyAndToldAfterwards",
    because = "parts of an object are not told apart when they are read")
final class MotoContractTest extends MultipartStoreContract {
  private static @Nullable ForeignServer server;
  private static int buckets;

  @BeforeAll
  static void startServer(@TempDir Path folder) throws IOException {
    server = ForeignServer.moto(folder);
  }

  @AfterAll
  static void stopServer() {
    if (server != null) {
      server.close();
    }
  }

  @Override
  protected MultipartStore open() throws IOException {
    return TestBuckets.open(Objects.requireNonNull(server).bucket("bucket-" + buckets++));
  }

  @Override
  public StoreTraits traits() {
    return StoreTraits.REMOTE;
  }
}
