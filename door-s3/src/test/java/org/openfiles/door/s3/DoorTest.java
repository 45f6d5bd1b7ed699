package org.openfiles.door.s3;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// A test of what clients see, over every backend: a door that lets everybody do everything, and a
/// bucket called `bucket`.
@ParameterizedClass
@EnumSource(Backend.class)
abstract class DoorTest {
  @Parameter Backend backend;

  @TempDir Path folder;

  TestDoor door;

  @BeforeEach
  void start() throws IOException {
    door = TestDoor.open(backend.volumes(folder, InstantSource.system()), settings());
    door.put("/bucket", "");
  }

  @AfterEach
  void stop() throws IOException {
    door.close();
  }

  S3DoorSettings settings() {
    return S3DoorSettings.DEFAULT;
  }
}
