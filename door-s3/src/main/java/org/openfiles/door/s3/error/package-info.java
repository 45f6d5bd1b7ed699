/// The errors of the S3 API, and the one exception that carries them.
package org.openfiles.door.s3.error;
