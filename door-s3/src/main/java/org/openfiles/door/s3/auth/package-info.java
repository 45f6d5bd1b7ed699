/// Who sent a request, and whether its bytes are those that were signed.
package org.openfiles.door.s3.auth;
