package org.openfiles.engine;

/// What goes on in a volume beside its requests; it ends in the order in which one needs the other.
record Background(Exporter exporter, Prefetcher prefetcher, Importer importer, CacheUpkeep upkeep)
    implements AutoCloseable {
  @Override
  public void close() {
    exporter.close();
    prefetcher.close();
    importer.close();
    upkeep.close();
  }
}
