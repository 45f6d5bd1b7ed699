/// Checksums of the S3 API: computed, combined out of those of parts, and read from headers.
package org.openfiles.door.s3.checksum;
