/// What all of OpenFiles agrees on: the values ([org.openfiles.core.Key],
/// [org.openfiles.core.ETag], [org.openfiles.core.ObjectInfo]), the interface that stores implement
/// and doors serve ([org.openfiles.core.ObjectStore]), and the faults with their
/// [org.openfiles.core.ErrorKind].
package org.openfiles.core;
