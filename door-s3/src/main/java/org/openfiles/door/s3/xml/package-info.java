/// XML as the S3 API speaks it: a small hardened reader and a writer whose text always survives.
package org.openfiles.door.s3.xml;
