package io.orderwire.storeapi;

import io.orderwire.aws.CartAddresses;
import io.orderwire.connector.Authorization;
import io.orderwire.connector.Connector;
import io.orderwire.connector.StoreContext;
import io.orderwire.connector.StoreMapping;
import io.orderwire.model.StoreId;
import io.orderwire.port.Store;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads what a merchant is to authorize: all that a store is connected with but the credentials,
/// or a store that is connected already.
final class AuthorizationForm {
  static final String RETURN_URL = "return_url";
  private static final int LONGEST_URL = 2_000;
  private static final String PLAIN = "http";
  private static final Set<String> FIELDS =
      new LinkedHashSet<>(
          List.of("store_id", "platform", "name", "base_url", "options", "mapping", RETURN_URL));

  private final World world;
  private final Form form;

  /// What the platform is asked for.
  ///
  /// @param returnUrl where the merchant's browser is sent afterwards, if not to the console
  record Wanted(
      Connector connector,
      Authorization authorization,
      StoreContext store,
      Optional<URI> returnUrl) {}

  AuthorizationForm(World world, Form form) {
    this.world = world;
    this.form = form;
  }

  /// Empty, or with errors in the form, if something is wrong.
  Optional<Wanted> wanted() {
    form.only(FIELDS);
    StoreConnecting connecting = new StoreConnecting(world);
    Optional<StoreId> id = StoreConnecting.id(form);
    Optional<Connector> connector = connecting.connector(form);
    if (connector.isEmpty()) {
      return Optional.empty();
    }
    Optional<Authorization> authorization = connector.get().authorization();
    if (authorization.isEmpty()) {
      form.wrong(
          "platform",
          connector.get().descriptor().name() + " has no page that asks merchants for access",
          "connect the store with its credentials by POST /v1/stores");
    }
    Optional<Store> held = id.flatMap(world.stores()::get);
    held.filter(store -> !store.platform().equals(connector.get().descriptor().id()))
        .ifPresent(
            store ->
                form.wrong(
                    "platform",
                    "store %s is one of %s".formatted(store.id(), store.platform()),
                    "name its platform, or choose another store_id"));
    StoreChecks checks = new StoreChecks(connector.get().descriptor(), world.privateCarts());
    StoreChecks.name(form);
    Map<String, String> options = checks.options(form, held.map(Store::options).orElseGet(Map::of));
    StoreMapping mapping =
        MappingForm.mapping(form, held.map(Store::mapping).orElseGet(StoreMapping::standard));
    Optional<URI> address = address(checks, held, authorization);
    Optional<URI> returnUrl = returnUrl();
    if (id.isEmpty() || authorization.isEmpty() || address.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Wanted(
            connector.get(),
            authorization.get(),
            new StoreContext(
                id.get(), connector.get().descriptor().id(), address.get(), mapping, options),
            returnUrl));
  }

  /// A browser is sent there, nobody calls it: it need not be public.
  private Optional<URI> returnUrl() {
    Optional<String> text = form.text(RETURN_URL).map(String::strip);
    Optional<URI> address =
        text.filter(given -> given.length() <= LONGEST_URL)
            .flatMap(WebAddress::parse)
            .filter(this::canBeReturnedTo);
    if (text.isPresent() && address.isEmpty()) {
      form.wrong(
          RETURN_URL,
          "merchants cannot be sent back to this address",
          world.privateCarts()
              ? "write it with https://, or http:// on this machine, without a user and a fragment"
              : "write it with https://, without a user and a fragment");
    }
    if (address.filter(MerchantReturn::hasOwnParameters).isPresent()) {
      form.wrong(
          RETURN_URL,
          "its query has a parameter that is added when the merchant comes back",
          "use other names than " + String.join(" and ", MerchantReturn.PARAMETERS));
    }
    return address;
  }

  private boolean canBeReturnedTo(URI address) {
    return "https".equals(address.getScheme())
        || (world.privateCarts()
            && PLAIN.equals(address.getScheme())
            && CartAddresses.isLoopback(address.getHost()));
  }

  /// A connected store keeps its address: credentials for one place are not sent to another.
  private Optional<URI> address(
      StoreChecks checks, Optional<Store> held, Optional<Authorization> authorization) {
    if (held.isEmpty() && !form.has("base_url")) {
      form.wrong("base_url", "base_url is missing", "give the address of the store");
    }
    Optional<URI> given = checks.baseUrl(form);
    Optional<URI> known = held.map(Store::baseUrl);
    if (known.isPresent() && given.isPresent() && !known.equals(given)) {
      form.wrong(
          "base_url",
          "the store is at " + known.get(),
          "leave base_url out, or change it with PATCH first");
    }
    return known.or(() -> given).filter(address -> canBeAsked(address, authorization));
  }

  private boolean canBeAsked(URI address, Optional<Authorization> authorization) {
    boolean fits =
        world.privateCarts()
            || authorization
                .filter(each -> !address.toString().matches(each.facts().stores()))
                .isEmpty();
    if (!fits) {
      form.wrong(
          "base_url",
          "merchants cannot be asked for access at this address",
          "use one that fits " + authorization.orElseThrow().facts().stores());
    }
    return fits;
  }
}
