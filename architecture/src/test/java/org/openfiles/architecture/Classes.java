package org.openfiles.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Optional;
import java.util.regex.Pattern;

/// The compiled main classes of all modules, read once, and the module that each came from.
final class Classes {
  static final JavaClasses ALL =
      new ClassFileImporter().importPaths(Checkout.here().classFolders());

  private static final Pattern LOCATION = Pattern.compile("/([^/]+)/target/classes/");

  private Classes() {}

  /// The place of one of our classes; none for a class of the JDK or a library.
  static Optional<Place> placeOf(JavaClass type) {
    return moduleOf(type).flatMap(Place::of);
  }

  static Optional<String> moduleOf(JavaClass type) {
    var origin = type.getBaseComponentType();
    if (!origin.getPackageName().startsWith("org.openfiles") || !ALL.contain(origin.getName())) {
      return Optional.empty();
    }
    return ALL.get(origin.getName())
        .getSource()
        .map(source -> LOCATION.matcher(source.getUri().getPath()))
        .filter(matcher -> matcher.find())
        .map(matcher -> matcher.group(1));
  }
}
