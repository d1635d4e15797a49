package io.orderwire.json;

import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import java.util.Locale;

/// Writes constants of enums in lower case, whatever the language of the machine: Jackson's own
/// feature has a dotless i in Turkish.
final class LowerCaseEnums extends JacksonAnnotationIntrospector {
  private static final long serialVersionUID = 1L;

  @Override
  public String[] findEnumValues(
      MapperConfig<?> config, AnnotatedClass type, Enum<?>[] constants, String[] names) {
    String[] annotated = super.findEnumValues(config, type, constants, names);
    for (int place = 0; place < constants.length; place++) {
      if (annotated[place] == null) {
        annotated[place] = constants[place].name().toLowerCase(Locale.ROOT);
      }
    }
    return annotated;
  }
}
