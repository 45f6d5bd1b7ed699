package org.openfiles.folder;

/// Where the file of a key lies.
///
/// @param plain normally
/// @param clash while a directory has the plain name (key `a` beside `a/b`). It may also be there
///   alone; where both are files, the plain one is the object. Its directory differs from that of
///   `plain` where the longer name doesn't fit
/// @param marker the key ends with a slash: it marks the directory of `plain`, whose root-relative
///   path is [Place#directory()]. An empty marker is kept with that directory itself, one with
///   bytes as the file
record KeyPath(Place plain, Place clash, boolean marker) {}
