package org.openfiles.server.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.openfiles.server.config.NodeConfiguration.UserEntry;

/// The key pair that is made when nobody gave one, and kept in a file that only its owner may read.
/// The file has the form of the aws cli's credentials file, so that clients can be pointed at it.
///
/// @param given from the environment; the file is neither read nor made when it is there
public record StoredCredentials(Path file, Optional<UserEntry> given, RandomGenerator random) {
  private static final String KEY_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final String SECRET_ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  /// The user of the file, which is made when it is missing.
  public UserEntry user() throws ConfigurationException {
    if (given.isPresent()) {
      return given.get();
    }
    try {
      return read();
    } catch (NoSuchFileException _) {
      return make();
    } catch (IOException e) {
      throw new ConfigurationException("can't read " + file + ": " + FaultReason.of(e));
    }
  }

  private UserEntry read() throws IOException, ConfigurationException {
    Map<String, String> values = new HashMap<>();
    for (String line : Files.readAllLines(file)) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        values.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
      }
    }
    String accessKey = values.getOrDefault("aws_access_key_id", "");
    String secretKey = values.getOrDefault("aws_secret_access_key", "");
    if (accessKey.isEmpty() || secretKey.isEmpty()) {
      throw new ConfigurationException(
          file + ": has no aws_access_key_id and aws_secret_access_key; remove it to get new ones");
    }
    return UserEntry.of(accessKey, secretKey).keptIn(file);
  }

  private UserEntry make() throws ConfigurationException {
    String accessKey = "OF" + letters(KEY_ALPHABET, 18);
    String secretKey = letters(SECRET_ALPHABET, 40);
    String text =
        "[openfiles]\naws_access_key_id = %s\naws_secret_access_key = %s\n"
            .formatted(accessKey, secretKey);
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
      try (var channel =
          Files.newByteChannel(
              file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode)) {
        channel.write(StandardCharsets.UTF_8.encode(text));
      }
      return UserEntry.of(accessKey, secretKey).keptIn(file);
    } catch (FileAlreadyExistsException _) {
      return user(); // another first start was quicker: its keys are the ones
    } catch (IOException e) {
      throw new ConfigurationException(
          "can't keep credentials in " + file + ": " + FaultReason.of(e));
    }
  }

  private String letters(String alphabet, int count) {
    StringBuilder letters = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      letters.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return letters.toString();
  }
}
