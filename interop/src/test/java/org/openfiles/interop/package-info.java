/// Real clients against the real server, each in its own process.
@NullMarked
package org.openfiles.interop;

import org.jspecify.annotations.NullMarked;
