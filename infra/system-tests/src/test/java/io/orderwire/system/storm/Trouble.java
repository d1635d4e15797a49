package io.orderwire.system.storm;

/// What can go wrong on the way of an order. Each seed draws which of them it has, and how often.
enum Trouble {
  DROP("a webhook is never sent", 150, 500),
  DUPLICATE("a webhook is sent again, minutes later", 150, 500),
  REORDER("a webhook is overtaken by later ones", 200, 600),
  HALF("a webhook is sent before the order's lines are saved", 100, 300),
  TORN("a webhook's body ends in the middle", 50, 200),
  FORGED("somebody else sends an order", 50, 200),
  THIN("a webhook names the order and carries nothing", 100, 400),
  DEAD_CHANNEL("no webhook is ever sent", 1000, 1000),
  KILLED_SUBSCRIPTION("the cart drops the subscription after failures", 1000, 1000),
  EXPIRED_TOKEN("the cart refuses the credentials until they are renewed", 15, 40),
  SKEW("the cart's machines disagree about the time, within the overlap", 200, 800),
  SKEW_BEYOND("a machine of the cart is hours behind", 30, 120),
  FUTURE("a machine of the cart is a year ahead", 10, 40),
  CLOCK_OFFSET("the cart's clock and ours are minutes apart", 1000, 1000),
  TIES("many changes within one second", 300, 900),
  BLIND_CHANGES("an order changes without its time moving", 100, 300),
  MOVING_ROWS("orders change while they are being listed", 200, 600),
  BROKEN_PAGES("a page fails in the middle of a listing", 50, 250),
  THROTTLE_STORMS("the cart refuses calls for a while", 20, 60),
  CART_ERRORS("the cart fails", 30, 150),
  CART_AWAY("the cart does not answer for a quarter of an hour", 5, 20),
  HISTORY("the shop had orders for a day before it was connected", 1000, 1000),
  LAGGING_FETCHES("the cart answers from a copy that lags behind", 100, 400),
  CRASHES("a process ends between two steps", 5, 25),
  SERVICE_FAULTS("a service does not answer, or its answer is lost", 5, 40),
  SERVICE_AWAY("a service does not answer for a while", 2, 10),
  PARTIAL_PUTS("the bus refuses some events of a call", 50, 300),
  LAGGING_READS("a read does not see the latest write", 100, 500),
  RACES("another invocation runs in between", 20, 90),
  REDELIVERY("a processed message comes again after its time of invisibility", 50, 300),
  STREAM_REPLAY("the stream is read again from an earlier position", 50, 200),
  OUTAGE("nothing of ours runs for 15 hours, then three times as much comes", 1000, 1000),
  CARTS("buyers fill carts before they order, or leave them", 1000, 1000),
  PEOPLE("orders say more or less of who bought", 1000, 1000),
  REDACT("a buyer asks to be forgotten", 1000, 1000),
  UNSUBSCRIBED("the shop drops the subscription behind our back", 40, 120),
  REMAP("the mapping is another one, and the history is made again", 20, 80);

  private final String meaning;
  final int least;
  final int most;

  /// Chances are in parts of a thousand per occasion.
  Trouble(String meaning, int least, int most) {
    this.meaning = meaning;
    this.least = least;
    this.most = most;
  }

  String meaning() {
    return meaning;
  }
}
