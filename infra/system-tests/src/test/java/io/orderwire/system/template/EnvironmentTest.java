package io.orderwire.system.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.aws.EnvironmentSettings;
import io.orderwire.system.template.Reach.Call;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each function is given exactly the variables that its code reads. Which settings a handler can
/// ask for is read from the bytecode ([Reach]); which variable a setting reads is seen by asking it
/// with and without each.
class EnvironmentTest {
  /// Values that a setting accepts and that are not what it falls back to.
  private static final Map<String, String> VALID =
      Map.of(
          "PUBLIC_BASE_URL", "https://orders.example.com",
          "PRIVATE_CART_ADDRESSES", "allow",
          "OUTBOUND_WEBHOOKS", "enabled",
          "JWT_ISSUER", "https://login.example.com/",
          "CONSOLE_TOKEN_ORIGIN", "https://tokens.example.com",
          "POLL_INTERVAL_MINUTES", "7");

  /// Read by Powertools itself, in every function.
  private static final Set<String> OF_POWERTOOLS =
      Set.of("POWERTOOLS_SERVICE_NAME", "POWERTOOLS_METRICS_NAMESPACE", "POWERTOOLS_LOG_LEVEL");

  static List<ServerlessFunction> functions() {
    return Deployment.read().functions();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void isWhatTheCodeReads(ServerlessFunction function) {
    Set<String> read = new TreeSet<>(OF_POWERTOOLS);
    for (Method setting : asked(function)) {
      read.addAll(variables(setting));
    }
    assertThat(new TreeSet<>(function.environment().keySet())).isEqualTo(read);
  }

  @ParameterizedTest
  @MethodSource("functions")
  void isReadNowhereElse(ServerlessFunction function) {
    Set<String> readers =
        GrantsTest.reached(function).stream()
            .filter(call -> call.owner().equals("java.lang.System"))
            .filter(call -> call.method().equals("getenv"))
            .map(Call::from)
            .collect(Collectors.toSet());
    assertThat(readers).isSubsetOf(EnvironmentSettings.class.getName());
  }

  @Test
  void everySettingReadsAVariableThatTheTemplateSets() {
    for (Method setting : settings()) {
      assertThat(variables(setting)).as(setting.getName()).isNotEmpty();
    }
  }

  private static List<Method> asked(ServerlessFunction function) {
    Set<String> names =
        GrantsTest.reached(function).stream()
            .filter(call -> call.owner().equals(EnvironmentSettings.class.getName()))
            .map(Call::method)
            .collect(Collectors.toSet());
    return settings().stream().filter(setting -> names.contains(setting.getName())).toList();
  }

  private static List<Method> settings() {
    return Arrays.stream(EnvironmentSettings.class.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .toList();
  }

  private static Set<String> variables(Method setting) {
    Map<String, String> all = known();
    List<String> read = new ArrayList<>();
    Object whole = answer(setting, all);
    for (String variable : all.keySet()) {
      Map<String, String> without = new TreeMap<>(all);
      without.remove(variable);
      if (!answer(setting, without).equals(whole)) {
        read.add(variable);
      }
    }
    return new TreeSet<>(read);
  }

  /// Every variable that the template sets anywhere, each with a value of its own.
  private static Map<String, String> known() {
    Map<String, String> all = new TreeMap<>();
    for (ServerlessFunction function : Deployment.read().functions()) {
      for (String variable : function.environment().keySet()) {
        all.put(variable, VALID.getOrDefault(variable, "the-" + variable));
      }
    }
    return all;
  }

  private static Object answer(Method setting, Map<String, String> environment) {
    try {
      return setting.invoke(EnvironmentSettings.of(environment));
    } catch (InvocationTargetException refused) {
      return "refused";
    } catch (IllegalAccessException hidden) {
      throw new IllegalStateException(hidden);
    }
  }
}
