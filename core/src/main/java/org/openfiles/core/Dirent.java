package org.openfiles.core;

/// An entry of a directory.
public record Dirent(Name name, Attributes attributes) {}
