package org.openfiles.store.azure;

import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.specialized.BlobLeaseClient;
import com.azure.storage.blob.specialized.BlobLeaseClientBuilder;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import org.openfiles.core.ConflictException;
import org.openfiles.core.Key;

/// The right to end an upload, which one has at a time: a lease of Azure's on the upload's record.
///
/// It ends by itself a minute after it was last renewed, so that a node that died holds nobody up.
final class UploadLease implements Assembly.Hold, AutoCloseable {
  private static final int SECONDS = 60;

  /// Renewed no more often than this.
  private static final long PAUSE_NANOS = Duration.ofSeconds(SECONDS / 4).toNanos();

  private final Key key;
  private final BlobLeaseClient client;
  private long renewed = System.nanoTime();

  private UploadLease(Key key, BlobLeaseClient client) {
    this.key = key;
    this.client = client;
  }

  /// @throws NoSuchFileException when the upload has ended
  /// @throws ConflictException when somebody else is ending it
  static UploadLease of(AzureContainer container, Key key, String record) throws IOException {
    BlobLeaseClient client =
        new BlobLeaseClientBuilder().blobClient(container.blobOnce(record)).buildClient();
    AzureFaults.translated(key.value(), () -> client.acquireLease(SECONDS));
    return new UploadLease(key, client);
  }

  /// Holds it for another minute, unless it was just now.
  ///
  /// @throws ConflictException when it was lost meanwhile
  @Override
  public synchronized void renew() throws IOException {
    if (System.nanoTime() - renewed < PAUSE_NANOS) {
      return;
    }
    AzureFaults.translated(key.value(), client::renewLease);
    renewed = System.nanoTime();
  }

  BlobRequestConditions held() {
    return new BlobRequestConditions().setLeaseId(client.getLeaseId());
  }

  @Override
  public void close() throws IOException {
    try {
      AzureFaults.translated(
          key.value(),
          () -> {
            client.releaseLease();
            return key;
          });
    } catch (NoSuchFileException | ConflictException _) {
      // The record is gone and its lease with it, or the lease has ended by itself.
      return;
    }
  }
}
