package org.openfiles.testkit;

/// How much of the contract's finer print a store keeps. One that has its own format keeps all of
/// it; one that speaks a cloud's API keeps what that has a place for.
///
/// @param exactTimes what a put tells of the object's time is what is told later, to the last digit
/// @param listsMetadata a listing tells of an object what a look at it does
/// @param allChecksums every checksum that is given or wanted is kept; otherwise some are, and no
///   others
/// @param remembersUploads an upload is found with the metadata and attributes it was begun with
/// @param partEtags the parts of a completed object are told with the etags they had
/// @param updatesInPlace an update of metadata keeps the etag, time and parts, and is never lost
/// @param metadataBytes how much metadata fits, about
/// @param partBytesMin of every part but the last
public record StoreTraits(
    boolean exactTimes,
    boolean listsMetadata,
    boolean allChecksums,
    boolean remembersUploads,
    boolean partEtags,
    boolean updatesInPlace,
    int metadataBytes,
    int partBytesMin) {

  public static final StoreTraits FULL =
      new StoreTraits(true, true, true, true, true, true, 100_000, 1);

  /// Of a store at the far end of the S3 protocol ("Working with object metadata", "Amazon S3
  /// multipart upload limits").
  public static final StoreTraits REMOTE =
      new StoreTraits(false, false, false, false, false, false, 2048, 5 << 20);
}
