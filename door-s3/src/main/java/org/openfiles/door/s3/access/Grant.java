package org.openfiles.door.s3.access;

/// One line of an access list.
record Grant(Grantee grantee, Permission permission) {}
