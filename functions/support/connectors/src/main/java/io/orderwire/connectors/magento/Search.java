package io.orderwire.connectors.magento;

import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartCall.Parameter;
import io.orderwire.connector.Descriptor.OptionField;
import io.orderwire.connector.StoreContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/// Builds the query of a `searchCriteria`: filters inside of a group are alternatives, groups must
/// all hold.
final class Search {
  static final String STORE_VIEW = "store_view";
  static final int PAGE_SIZE = 100;

  /// Where input limits are switched on, core allows no more than 300.
  static final OptionField PAGE_SIZE_OPTION =
      OptionField.pageSize("[1-9][0-9]?|1[0-9]{2}|2[0-9]{2}|300", PAGE_SIZE);

  static final String SIZE = "searchCriteria[pageSize]";
  static final String PAGE = "searchCriteria[currentPage]";

  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private final List<Parameter> query = new ArrayList<>();
  private int groups;
  private int sorts;

  /// One alternative of a group.
  record Filter(String field, String condition, String value) {}

  Search where(Filter... alternatives) {
    for (int index = 0; index < alternatives.length; index++) {
      String name = filter(groups, index);
      query.add(new Parameter(name + "[field]", alternatives[index].field()));
      query.add(new Parameter(name + "[condition_type]", alternatives[index].condition()));
      query.add(new Parameter(name + "[value]", alternatives[index].value()));
    }
    groups++;
    return this;
  }

  /// In rising order of this field, after those named before.
  Search by(String field) {
    String name = "searchCriteria[sortOrders][" + sorts++ + "]";
    query.add(new Parameter(name + "[field]", field));
    query.add(new Parameter(name + "[direction]", "ASC"));
    return this;
  }

  Search pagesOf(String size) {
    query.add(new Parameter(SIZE, size));
    query.add(new Parameter(PAGE, "1"));
    return this;
  }

  /// Only these fields of the answer, where not empty.
  Search only(String fields) {
    if (!fields.isEmpty()) {
      query.add(new Parameter("fields", fields));
    }
    return this;
  }

  CartCall in(String collection, StoreContext store) {
    return CartCall.get(path(collection, store), query);
  }

  /// The name under which the value of a filter stands in the query.
  static String value(int group, int filter) {
    return filter(group, filter) + "[value]";
  }

  static String path(String resource, StoreContext store) {
    return "/rest/" + store.option(STORE_VIEW).orElse("all") + "/V1" + resource;
  }

  /// As the database compares it: UTC in whole seconds, without a zone.
  static String text(Instant time) {
    return UTC.format(time);
  }

  private static String filter(int group, int filter) {
    return "searchCriteria[filter_groups][" + group + "][filters][" + filter + "]";
  }
}
