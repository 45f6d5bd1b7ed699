package org.openfiles.engine;

import java.time.Duration;
import org.openfiles.core.Durability;
import org.openfiles.engine.content.ContentCache;

/// What the tree of a volume is made of, and what its objects are made of too.
record ObjectParts(
    Index index,
    Editor editor,
    RemoteStore remote,
    Importer importer,
    Merger merger,
    OpenFiles files,
    ContentCache contents,
    Exporter exporter) {

  BucketObjects objects(Duration listingTtl, Durability level) {
    Locks<String> keys = new Locks<>();
    ShownObjects shown = new ShownObjects(files);
    KeyMerge merge = new KeyMerge(editor, merger);
    KeyLook look = new KeyLook(index, remote, editor, importer, merge, listingTtl);
    ObjectReads reads = new ObjectReads(index, remote, look, merge, shown, files);
    ObjectPlaces places = new ObjectPlaces(editor, contents);
    StoreAcknowledgement acknowledgement = new StoreAcknowledgement(index, exporter, shown);
    Incoming.Source source = new Incoming.Source(index, contents);
    return new BucketObjects(
        reads,
        new ObjectWrites(
            index,
            editor,
            remote,
            look,
            shown,
            reads,
            files,
            source,
            places,
            merger,
            acknowledgement,
            keys),
        new ObjectListing(
            new ListingImport(index, remote, merge), new ObjectWalk(index, importer, shown)),
        new ObjectUploads(index, remote, look, shown, places, merger, acknowledgement, keys),
        level);
  }
}
