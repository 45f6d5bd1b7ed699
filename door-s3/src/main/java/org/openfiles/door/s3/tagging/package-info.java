/// The operations that read and write the tags of buckets and objects.
package org.openfiles.door.s3.tagging;
