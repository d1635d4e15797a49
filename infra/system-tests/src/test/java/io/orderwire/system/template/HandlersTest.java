package io.orderwire.system.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Every handler that the template names is there to be called.
class HandlersTest {

  @Test
  void areThereToBeCalled() {
    assertThat(new Handlers().violations(Deployment.read())).isEmpty();
  }

  @Test
  void areMissedWhereTheyAreNot() {
    assertThat(seen("dispatcher.Dispatcher"))
        .contains("Dispatcher: io.orderwire.dispatcher.Dispatcher is no RequestHandler");
    assertThat(seen("dispatcher.DispatchHandler"))
        .contains(
            "Dispatcher: io.orderwire.dispatcher.DispatchHandler is not of functions/dispatcher");
    assertThat(seen("receiver.ReceiverHandler"))
        .contains(
            "Dispatcher: io.orderwire.receiver.ReceiverHandler is not of functions/dispatcher");
  }

  private static List<String> seen(String insteadOfTheDispatcher) {
    return new Handlers()
        .violations(
            Deployment.read(
                new Deployment.Edit(
                    "template.yaml",
                    "io.orderwire.dispatcher.DispatcherHandler",
                    "io.orderwire." + insteadOfTheDispatcher)));
  }
}
