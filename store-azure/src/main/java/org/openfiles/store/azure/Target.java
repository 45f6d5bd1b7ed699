package org.openfiles.store.azure;

import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlockBlobItem;
import com.azure.storage.blob.options.BlockBlobCommitBlockListOptions;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.Precondition;

/// A blob that is to be written, and the two ways to publish it: at once, or out of blocks.
record Target(
    Blobs blobs, AzureContainer container, Key key, String name, Precondition precondition) {

  ObjectInfo upload(Block block, Description description, Headers headers) throws IOException {
    Map<String, String> metadata = MetadataCodec.encode(description, headers);
    return published(
        block.length(),
        description,
        headers,
        conditions ->
            container
                .blobOnce(name)
                .uploadWithResponse(
                    new BlockBlobSimpleUploadOptions(block.data())
                        .setHeaders(headers.toAzure())
                        .setContentMd5(headers.md5().value())
                        .setMetadata(metadata)
                        .setRequestConditions(conditions),
                    null,
                    null)
                .getValue());
  }

  ObjectInfo commit(List<BlockId> blocks, long size, Description description, Headers headers)
      throws IOException {
    Map<String, String> metadata = MetadataCodec.encode(description, headers);
    List<String> ids = blocks.stream().map(BlockId::base64).toList();
    return published(
        size,
        description,
        headers,
        conditions ->
            container
                .blobOnce(name)
                .commitBlockListWithResponse(
                    new BlockBlobCommitBlockListOptions(ids)
                        .setHeaders(headers.toAzure())
                        .setMetadata(metadata)
                        .setRequestConditions(conditions),
                    null,
                    null)
                .getValue());
  }

  /// A call of Azure's that publishes.
  private interface Publish {
    BlockBlobItem under(BlobRequestConditions conditions);
  }

  private ObjectInfo published(long size, Description description, Headers headers, Publish publish)
      throws IOException {
    BlockBlobItem item =
        Conditions.write(
            key,
            precondition,
            () -> blobs.head(key, name),
            conditions -> AzureFaults.translated(key.value(), () -> publish.under(conditions)));
    return BlobVersion.written(
            key, size, item.getETag(), item.getLastModified(), description, headers)
        .info();
  }
}
