package org.openfiles.engine;

import java.io.IOException;
import java.util.Optional;
import org.openfiles.core.ETag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is left of each conflict: a row that is kept, a record of the journal, a line of the log.
final class ConflictRecords {
  private static final Logger LOG = LoggerFactory.getLogger(ConflictRecords.class);

  private ConflictRecords() {}

  /// @param node the inode that gave way, or 0
  static Conflict add(
      Edit edit,
      long now,
      long node,
      String key,
      String kept,
      Optional<ETag> local,
      Optional<ETag> remote,
      Conflict.Reason reason,
      ConflictRule.Policy policy)
      throws IOException {
    long sequence = edit.journal(now, JournalRecord.Action.CONFLICT, node, key, kept);
    Conflict conflict =
        new Conflict(
            sequence,
            Nanos.toInstant(now),
            key,
            kept,
            local.map(ETag::value).orElse(""),
            remote.map(ETag::value).orElse(""),
            reason,
            policy);
    edit.conflict(conflict);
    LOG.warn("conflict key={} reason={} policy={} kept={}", key, reason, policy, kept);
    return conflict;
  }
}
