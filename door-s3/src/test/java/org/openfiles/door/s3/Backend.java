package org.openfiles.door.s3;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.openfiles.core.MemoryVolumes;
import org.openfiles.core.Volumes;
import org.openfiles.folder.FolderOptions;
import org.openfiles.folder.FolderVolumes;

/// What the door is tested over: the reference model, and the store that it is made for.
enum Backend {
  MEMORY {
    @Override
    Volumes volumes(Path folder, InstantSource clock) {
      return new MemoryVolumes(clock, new Random(11));
    }
  },
  FOLDER {
    @Override
    Volumes volumes(Path folder, InstantSource clock) throws IOException {
      return new FolderVolumes(
          Map.of(), Optional.of(folder), FolderOptions.DEFAULT, clock, new Random(11));
    }
  };

  abstract Volumes volumes(Path folder, InstantSource clock) throws IOException;
}
