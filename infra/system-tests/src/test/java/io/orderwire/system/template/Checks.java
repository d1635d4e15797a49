package io.orderwire.system.template;

/// The checks that need nothing but the template.
enum Checks {
  REFERENCES("every reference resolves"),
  PRIVILEGES("no privilege is wider than it must be"),
  QUEUES("no queue loses a message"),
  EVENT_SOURCES("no event source loses or holds up an event"),
  FUNCTIONS("functions run from snapshots and log for a while"),
  DATA("data outlives the stack"),
  EXPOSURE("nothing but the webhooks is open");

  private final String claim;

  Checks(String claim) {
    this.claim = claim;
  }

  Check check() {
    return switch (this) {
      case REFERENCES -> new References();
      case PRIVILEGES -> new LeastPrivilege();
      case QUEUES -> new Queues();
      case EVENT_SOURCES -> new EventSources();
      case FUNCTIONS -> new Functions();
      case DATA -> new KeptData();
      case EXPOSURE -> new Exposure();
    };
  }

  @Override
  public String toString() {
    return claim;
  }
}
