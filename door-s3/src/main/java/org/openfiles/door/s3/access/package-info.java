/// Who may do what: access lists, object ownership, public access block and bucket policies, and
/// the operations that read and write them. [org.openfiles.door.s3.access.AccessRules] decides.
package org.openfiles.door.s3.access;
