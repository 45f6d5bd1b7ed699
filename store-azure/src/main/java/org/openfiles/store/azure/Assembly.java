package org.openfiles.store.azure;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.options.BlockBlobStageBlockFromUrlOptions;
import com.azure.storage.blob.options.BlockBlobStageBlockOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import org.openfiles.core.ConflictException;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.PreconditionFailedException;
import org.openfiles.core.Slice;

/// Puts one blob together out of others, which Azure copies by itself; where it won't, the bytes go
/// through this node.
final class Assembly {
  /// Within what one block may have (Put Block From URL: 4,000 MiB), and small enough that a copy
  /// ends before the client stops waiting for it.
  private static final long BLOCK_BYTES = 64L << 20;

  /// The same for bytes that are held in memory on their way.
  private static final long STREAMED_BYTES = 8L << 20;

  private static final String CANNOT_READ = "CannotVerifyCopySource";

  private final Target target;
  private final BlockId.Nonce nonce;
  private final Hold hold;

  /// What must go on being held while it lasts.
  interface Hold {
    Hold NOTHING = () -> {};

    void renew() throws IOException;
  }

  /// A block, and the bytes that it gets.
  private record Planned(BlockId id, Source source) {}

  Assembly(Target target, BlockId.Nonce nonce, Hold hold) {
    this.target = target;
    this.hold = hold;
    this.nonce = nonce;
  }

  /// Copies and publishes.
  ///
  /// @throws SourceChangedException when a source is not any more what it was
  ObjectInfo publish(List<Source> sources, Description description, Headers headers)
      throws IOException {
    long size = sources.stream().mapToLong(source -> source.slice().length()).sum();
    List<BlockId> blocks = staged(sources);
    hold.renew();
    return target.commit(blocks, size, description, headers);
  }

  private List<BlockId> staged(List<Source> sources) throws IOException {
    try {
      return stage(sources, BLOCK_BYTES, this::copy);
    } catch (RefusedException _) {
      return stage(sources, STREAMED_BYTES, this::stream);
    }
  }

  /// Brings the bytes of one block.
  private interface Transport {
    void bring(Planned block) throws IOException;
  }

  private List<BlockId> stage(List<Source> sources, long blockBytes, Transport transport)
      throws IOException {
    return AtOnce.map(
        plan(sources, blockBytes),
        block -> {
          transport.bring(block);
          hold.renew();
          return block.id();
        });
  }

  private List<Planned> plan(List<Source> sources, long blockBytes) {
    List<Planned> plan = new ArrayList<>();
    for (Source source : sources) {
      Slice slice = source.slice();
      for (long done = 0; done < slice.length(); done += blockBytes) {
        long length = Math.min(blockBytes, slice.length() - done);
        BlockId id =
            new BlockId(
                nonce, source.part(), plan.size(), source.partEtag(), source.lastModified());
        plan.add(new Planned(id, source.with(new Slice(slice.position() + done, length))));
      }
    }
    return plan;
  }

  private void copy(Planned block) throws IOException {
    Source source = block.source();
    Slice slice = source.slice();
    try {
      AzureFaults.translated(
          target.key().value(),
          () ->
              target
                  .container()
                  .blob(target.name())
                  .stageBlockFromUrlWithResponse(
                      new BlockBlobStageBlockFromUrlOptions(
                              block.id().base64(), source.container().sourceUrl(source.name()))
                          .setSourceRange(new BlobRange(slice.position(), slice.length()))
                          .setSourceRequestConditions(Conditions.matching(source.etag())),
                      null,
                      null));
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      if (isRefusal(e)) {
        throw new RefusedException(e);
      }
      if (e instanceof PreconditionFailedException || e instanceof NoSuchFileException) {
        throw new SourceChangedException(target.key().value(), e);
      }
      throw e;
    }
  }

  /// Azure answers so where it has no such call, or can't read the source; Azurite, to a signature,
  /// by breaking down.
  private static boolean isRefusal(Exception fault) {
    if (!(fault.getCause() instanceof BlobStorageException answer)) {
      return false;
    }
    return switch (answer.getStatusCode()) {
      case 401, 403, 500, 501 -> true;
      case 400 -> !(fault instanceof ConflictException);
      default -> CANNOT_READ.equals(String.valueOf(answer.getErrorCode()));
    };
  }

  private void stream(Planned block) throws IOException {
    Source source = block.source();
    Slice slice = source.slice();
    ByteBuffer bytes = ByteBuffer.allocate((int) slice.length());
    try (AzureReader reader =
        new Blobs(source.container())
            .open(
                target.key(),
                source.name(),
                slice.position(),
                slice.length(),
                Conditions.matching(source.etag()))) {
      while (bytes.hasRemaining()) {
        reader.read(bytes);
      }
    } catch (PreconditionFailedException | NoSuchFileException e) {
      throw new SourceChangedException(target.key().value(), e);
    }
    AzureFaults.translated(
        target.key().value(),
        () ->
            target
                .container()
                .blob(target.name())
                .stageBlockWithResponse(
                    new BlockBlobStageBlockOptions(
                        block.id().base64(), BinaryData.fromByteBuffer(bytes.flip())),
                    null,
                    null));
  }

  /// The service does not copy by itself.
  private static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1;

    RefusedException(Exception cause) {
      super(cause);
    }
  }
}
