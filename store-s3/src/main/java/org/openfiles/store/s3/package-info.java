/// One bucket of any S3 endpoint as a store. [org.openfiles.store.s3.S3Store#open] is the way in.
package org.openfiles.store.s3;
