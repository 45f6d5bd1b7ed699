/// The content cache: the bytes of a bucket's files, as far as they lie on this machine.
///
/// One sparse file per content, and a map of what of it is present, kept in the engine's database.
/// Clean bytes are those of the object in the store and can go at any time; dirty bytes are in no
/// other place and never go by themselves.
///
/// **Order of locks**, outermost first: the evictor's, a content's file lock, its map (the monitor
/// of the content), a fetch. None of them is held while a store is asked or a change is awaited.
package org.openfiles.engine.content;
