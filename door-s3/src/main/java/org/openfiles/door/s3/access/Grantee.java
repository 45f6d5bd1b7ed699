package org.openfiles.door.s3.access;

import java.util.Optional;
import org.openfiles.door.s3.auth.User;
import org.openfiles.door.s3.request.Owner;

/// Whom a grant is for.
sealed interface Grantee {
  boolean includes(Optional<User> user);

  /// One user, by the canonical id.
  record Canonical(Owner who) implements Grantee {
    @Override
    public boolean includes(Optional<User> user) {
      return user.isPresent() && user.get().id().equals(who.id());
    }
  }

  /// One of the groups that S3 defines.
  record Group(String uri) implements Grantee {
    static final Group EVERYBODY = new Group("http://acs.amazonaws.com/groups/global/AllUsers");
    static final Group AUTHENTICATED =
        new Group("http://acs.amazonaws.com/groups/global/AuthenticatedUsers");
    static final Group LOG_DELIVERY = new Group("http://acs.amazonaws.com/groups/s3/LogDelivery");

    @Override
    public boolean includes(Optional<User> user) {
      return equals(EVERYBODY) || (equals(AUTHENTICATED) && user.isPresent());
    }
  }

  /// Whether it makes public what it is granted.
  default boolean isPublic() {
    return equals(Group.EVERYBODY) || equals(Group.AUTHENTICATED);
  }
}
