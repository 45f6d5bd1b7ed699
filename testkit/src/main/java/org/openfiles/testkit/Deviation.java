package org.openfiles.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A case of a contract that the store under test cannot keep, by the fault of what it stands on.
/// It is skipped, with the reason in the report; a name that no case has fails the suite.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(Deviation.List.class)
public @interface Deviation {
  /// The method's name.
  String test();

  String because();

  /// Several of them.
  @Target(ElementType.TYPE)
  @Retention(RetentionPolicy.RUNTIME)
  @interface List {
    Deviation[] value();
  }
}
