package org.openfiles.testkit;

/// The verbs of a store, as requests are counted and faults are aimed by.
public enum Verb {
  HEAD,
  GET,
  SOURCE,
  PUT,
  DELETE,
  LIST,
  UPDATE,
  START,
  UPLOAD,
  PUT_PART,
  PARTS,
  UPLOADS,
  COMPLETE,
  ABORT,
  OBJECT_PARTS
}
