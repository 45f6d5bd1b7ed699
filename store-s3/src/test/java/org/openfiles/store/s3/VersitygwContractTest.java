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

/// The contract over versitygw.
@Deviation(
    test = "everyKeyIsAnObjectOfItsOwn",
    because =
        "keys are paths of files: none below an object or beside it as a marker, no bytes in one")
@Deviation(
    test = "everyKeyIsDeletedAlone",
    because =
        "keys are paths of files: none below an object or beside it as a marker, no bytes in one")
@Deviation(
    test = "emptyObjectsAtEveryKeyAreKeptToo",
    because =
        "keys are paths of files: none below an object or beside it as a marker, no bytes in one")
@Deviation(
    test = "prefixOfAKeyIsNoObject",
    because =
        "keys are paths of files: none below an object or beside it as a marker, no bytes in one")
@Deviation(
    test = "markerGoesFromEmptyToFullAndBack",
    because =
        "keys are paths of files: none below an object or beside it as a marker, no bytes in one")
@Deviation(
    test = "keyBelowAnObjectComesAndGoes",
    because =
        "keys are paths of files: none below an object or beside it as a marker, no bytes in one")
@Deviation(
    test = "hostileKeysAreListedLikeInTheReferenceStore",
    because =
        "keys are paths of files: none below an object or beside it as a marker, no bytes in one")
@Deviation(
    test = "hardKeysAreListedLikeInTheReferenceStore",
    because =
        "keys are paths of files: none below an object or beside it as a marker, no bytes in one")
@Deviation(
    test = "startIsBehindAKeyOrBehindAWholePrefix",
    because =
        "keys are paths of files: none below an object or beside it as a marker, no bytes in one")
@Deviation(
    test = "orderIsThatOfUtf8Bytes",
    because =
        "keys are paths of files: none below an object or beside it as a marker, no bytes in one")
@Deviation(
    test = "delimiterRollsUpWhatFollowsThePrefix",
    because =
        "keys are paths of files: none below an object or beside it as a marker, no bytes in one")
@Deviation(
    test = "keyIsInEveryListingWhileKeysBelowItComeAndGo",
    because =
        "keys are paths of files: none below an object or beside it as a marker, no bytes in one")
@Deviation(
    test = "keysThatStandInEachOthersWayComeAndGoAtOnce",
    because =
        "keys are paths of files: none below an object or beside it as a marker, no bytes in one")
@Deviation(
    test = "hardKeysAreUploadedInParts",
    because =
        "keys are paths of files: none below an object or beside it as a marker, no bytes in one")
@Deviation(
    test = "ofManyPutsIfAbsentOneWins",
    because = "conditions are judged before the write and not with it: two writers may win")
@Deviation(
    test = "ofManyPutsIfMatchingOneWins",
    because = "conditions are judged before the write and not with it: two writers may win")
@Deviation(
    test = "putAndDeleteOfOneVersionDoNotBothHappen",
    because = "conditions are judged before the write and not with it: two writers may win")
@Deviation(
    test = "ofManyUploadsCompletedIfAbsentOneWins",
    because = "conditions are judged before the write and not with it: two writers may win")
@Deviation(
    test = "uploadIsEitherCompletedOrAborted",
    because = "an upload that is aborted meanwhile lacks its parts first, and is unknown later")
@Deviation(
    test = "readersSeeWholeVersionsWhileWritersReplaceThem",
    because = "its temporary files are listed")
@Deviation(
    test = "deleteChecksItsPrecondition",
    because = "a conditional delete of nothing succeeds")
@Deviation(
    test = "completingAgainReturnsTheObjectWhileItIsThere",
    because = "completing again succeeds whatever is there by now")
@Deviation(
    test = "completingAgainWithOtherPartsIsUnknown",
    because = "completing again succeeds whatever is there by now")
final class VersitygwContractTest extends MultipartStoreContract {
  private static @Nullable ForeignServer server;
  private static int buckets;

  @BeforeAll
  static void startServer(@TempDir Path folder) throws IOException {
    server = ForeignServer.versitygw(folder);
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
