/// Cross-origin requests of browsers: a bucket's rules, and the answers that follow from them.
package org.openfiles.door.s3.cors;
