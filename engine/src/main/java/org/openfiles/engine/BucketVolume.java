package org.openfiles.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.openfiles.core.ChangeFeed;
import org.openfiles.core.Durability;
import org.openfiles.core.ExpireReport;
import org.openfiles.core.FileKind;
import org.openfiles.core.FileTree;
import org.openfiles.core.MultipartStore;
import org.openfiles.engine.content.ContentCache;
import org.openfiles.engine.content.ContentOptions;
import org.openfiles.lmdb.Database;
import org.openfiles.lmdb.Options;

/// A bucket as a file system, with a cache on this machine that is never the truth.
///
/// The directory has one owner at a time. It may be removed when nothing in it waits for export:
/// that changes speed, never an answer.
public final class BucketVolume implements AutoCloseable {
  private final MultipartStore store;
  private final Database database;
  private final ContentCache contents;
  private final Index index;
  private final Background background;
  private final BucketTree tree;
  private final BucketObjects objects;
  private final InstantSource clock;
  private final Duration expiry;
  private final Instant created;

  private BucketVolume(
      MultipartStore store,
      Database database,
      ContentCache contents,
      Index index,
      Background background,
      BucketTree tree,
      BucketObjects objects,
      InstantSource clock,
      Duration expiry)
      throws IOException {
    this.store = store;
    this.database = database;
    this.contents = contents;
    this.index = index;
    this.background = background;
    this.tree = tree;
    this.objects = objects;
    this.clock = clock;
    this.expiry = expiry;
    this.created = index.change(edit -> Nanos.toInstant(edit.created(Nanos.of(clock.instant()))));
  }

  /// Opens the bucket of a store.
  ///
  /// @param id names the volume among others of the same store, as in the name of its lost+found
  /// @param cache a directory for the index and the content cache, made where there is none
  /// @param store what is the truth; closed with the volume
  public static BucketVolume open(
      String id,
      Path cache,
      MultipartStore store,
      VolumeOptions options,
      InstantSource clock,
      RandomGenerator random)
      throws IOException {
    Database database = Database.open(cache.resolve("index"), Options.DEFAULT);
    try {
      Index index = new Index(database);
      index.change(
          edit -> {
            makeRoot(edit);
            return null;
          });
      ContentOptions contentOptions =
          ContentOptions.DEFAULT
              .withCapacityBytes(options.capacityBytes())
              .withDirectReadBytes(options.directReadBytes())
              .withDirtyWait(options.dirtyWait());
      ContentCache contents = ContentCache.open(database, cache, contentOptions, clock);
      return assemble(id, store, options, clock, random, database, index, contents);
    } catch (IOException | RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private static BucketVolume assemble(
      String id,
      MultipartStore store,
      VolumeOptions options,
      InstantSource clock,
      RandomGenerator random,
      Database database,
      Index index,
      ContentCache contents)
      throws IOException {
    Editor editor = new Editor(clock, options);
    RemoteStore remote = new RemoteStore(store, options.prefix());
    Merger merger = new Merger(remote, editor, contents);
    SidecarNames names = new SidecarNames(index, remote, editor, options);
    Sidecars sidecars = new Sidecars(index, remote, names);
    Details details = new Details(index, remote, sidecars, new Links(editor), contents);
    OpenFiles files = new OpenFiles(index, contents, remote, editor);
    Prefetcher prefetcher = new Prefetcher(index, files, contents, options);
    Importer importer =
        new Importer(index, remote, options, editor, merger, names, prefetcher::listed);
    LostAndFound lost = new LostAndFound(editor, remote, id);
    TombstoneExport tombstones = new TombstoneExport(index, editor, remote, lost, sidecars);
    Conflicts conflicts = new Conflicts(index, editor, merger, files, lost, options);
    Locks<String> keys = new Locks<>();
    Aside aside = new Aside(index, editor, remote, importer, tombstones, details, files, random);
    FileExport fileExport =
        new FileExport(
            index,
            editor,
            remote,
            files,
            details,
            sidecars,
            conflicts,
            tombstones,
            aside,
            keys,
            random);
    Locks<Work> locks = new Locks<>();
    DirectoryExport directories =
        new DirectoryExport(
            index,
            editor,
            remote,
            importer,
            fileExport,
            new MarkerExport(index, editor, remote, tombstones, details, sidecars, keys),
            tombstones,
            locks);
    Exporter exporter =
        new Exporter(
            index, editor, new WorkExport(index, tombstones, fileExport, directories, locks));
    BucketTree tree =
        new BucketTree(
            index,
            editor,
            importer,
            files,
            prefetcher,
            new Acknowledgement(index, exporter, options.exportWindow().isZero()),
            details);
    for (long orphan : index.read(Rows::orphans)) {
      files.collect(orphan);
    }
    exporter.start();
    prefetcher.start();
    CacheUpkeep upkeep = CacheUpkeep.start(contents, options.expiry(), clock);
    BucketObjects objects =
        new ObjectParts(index, editor, remote, importer, merger, files, contents, exporter)
            .objects(options.listingTtl(), Durability.JOURNAL);
    return new BucketVolume(
        store,
        database,
        contents,
        index,
        new Background(exporter, prefetcher, importer, upkeep),
        tree,
        objects,
        clock,
        options.expiry());
  }

  private static void makeRoot(Edit edit) throws IOException {
    if (edit.nodeOrNull(Index.ROOT) == null) {
      Node root = new Node(Index.ROOT, FileKind.DIRECTORY);
      root.mode = 0755;
      edit.put(root);
    }
  }

  public FileTree files() {
    return tree;
  }

  /// The volume as a flat space of keys. What is changed is on this node's disk when the verb
  /// returns; with [Durability#STORE] it is in the store too, or a fault says that it is not yet.
  public MultipartStore objects(Durability level) {
    return objects.acknowledging(level);
  }

  /// When the cache was made.
  public Instant created() {
    return created;
  }

  /// A document about the volume that a door keeps with it.
  public Optional<String> document(String name) throws IOException {
    return index.read(rows -> rows.document(name));
  }

  /// Keeps a document in the place of the one of that name; an empty one removes it. Durable, with
  /// the cache.
  public void keep(String name, Optional<String> document) throws IOException {
    index.change(
        edit -> {
          edit.keep(name, document);
          return null;
        });
  }

  /// What happened to it, here and in the store.
  public ChangeFeed changes() {
    return new JournalFeed(index);
  }

  /// Every conflict since the cache was made.
  public List<Conflict> conflicts() throws IOException {
    return index.read(Rows::conflicts);
  }

  /// Drops the bytes that nobody read for as long as the options say.
  public ExpireReport expire() throws IOException {
    return expire(expiry);
  }

  /// Drops the bytes that nobody read for so long; what the store doesn't have stays.
  public ExpireReport expire(Duration unread) throws IOException {
    return contents.expire(clock.instant().minus(unread));
  }

  /// How much the store does not have yet.
  public int pending() throws IOException {
    return (int) Math.min(index.read(Rows::pending), Integer.MAX_VALUE);
  }

  /// Ends without exporting: what waits is exported when the volume is open again.
  @Override
  public void close() throws IOException {
    background.close();
    contents.close();
    database.close();
    store.close();
  }
}
