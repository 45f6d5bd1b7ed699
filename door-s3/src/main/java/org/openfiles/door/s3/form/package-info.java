/// POST object: an upload by a form of a browser (`multipart/form-data`), allowed by a signed
/// policy.
package org.openfiles.door.s3.form;
