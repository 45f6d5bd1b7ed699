package org.openfiles.server.config;

import java.nio.file.Path;

/// What a configuration takes from the process that reads it.
///
/// @param credentials the keys where the configuration has none
/// @param environment what `${NAME}` stands for
/// @param state a folder for what has to outlive the process
public record Surroundings(StoredCredentials credentials, Environment environment, Path state) {}
