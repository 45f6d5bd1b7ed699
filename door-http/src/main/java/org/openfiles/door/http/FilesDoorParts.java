package org.openfiles.door.http;

import java.util.List;
import java.util.random.RandomGenerator;
import org.openfiles.core.Creator;
import org.openfiles.core.FileVolume;

/// What a files door is made of.
///
/// @param volumes what it shows; requests that name none are about the only one
/// @param creator on whose behalf entries are made
public record FilesDoorParts(
    List<FileVolume> volumes, Gate gate, Creator creator, RandomGenerator random) {
  public FilesDoorParts {
    volumes = List.copyOf(volumes);
  }
}
