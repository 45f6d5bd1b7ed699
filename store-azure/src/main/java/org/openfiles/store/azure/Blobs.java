package org.openfiles.store.azure;

import com.azure.storage.blob.models.BlobDownloadAsyncResponse;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.Block;
import com.azure.storage.blob.models.BlockListType;
import com.azure.storage.blob.models.DownloadRetryOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.openfiles.core.Key;
import org.openfiles.core.Slice;
import reactor.core.publisher.Flux;

/// What is read of single blobs.
final class Blobs {
  private static final DownloadRetryOptions RESUMES =
      new DownloadRetryOptions().setMaxRetryRequests(5);

  private final AzureContainer container;

  Blobs(AzureContainer container) {
    this.container = container;
  }

  BlobVersion head(Key key, String name) throws IOException {
    return AzureFaults.translated(
        key.value(),
        () -> {
          BlobProperties found =
              container.blob(name).getPropertiesWithResponse(null, null, null).getValue();
          return BlobVersion.of(key, found);
        });
  }

  /// Opens a blob from a position on; with a length of -1 to its end.
  AzureReader open(
      Key key, String name, long position, long length, BlobRequestConditions conditions)
      throws IOException {
    return AzureFaults.translated(
        key.value(),
        () -> {
          BlobRange range =
              position == 0 && length < 0
                  ? null
                  : length < 0 ? new BlobRange(position) : new BlobRange(position, length);
          BlobDownloadAsyncResponse answer =
              Objects.requireNonNull(
                  container.stream(name)
                      .downloadStreamWithResponse(range, RESUMES, conditions, false)
                      .block());
          return reader(key, name, position, answer);
        });
  }

  private AzureReader reader(
      Key key, String name, long position, BlobDownloadAsyncResponse answer) {
    var headers = answer.getDeserializedHeaders();
    long length = headers.getContentLength();
    String range = headers.getContentRange();
    long size = range == null ? length : Long.parseLong(range.substring(range.indexOf('/') + 1));
    BlobVersion version = BlobVersion.of(key, size, headers);
    Flux<ByteBuffer> bytes = answer.getValue();
    return new AzureReader(
        container, name, version, new Slice(position, length), bytes.toStream(1));
  }

  /// A reader of no bytes of a version.
  AzureReader nothing(String name, BlobVersion version, Slice slice) {
    return new AzureReader(container, name, version, slice, Stream.empty());
  }

  /// The blocks that a blob was put together of.
  List<Block> blocks(Key key, String name) throws IOException {
    return AzureFaults.translated(
        key.value(),
        () -> container.blob(name).listBlocks(BlockListType.COMMITTED).getCommittedBlocks());
  }
}
