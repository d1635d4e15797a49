package io.orderwire.normalizer;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.orderwire.model.Address;
import io.orderwire.model.Addresses;
import io.orderwire.model.Buyer;
import io.orderwire.model.Order;
import io.orderwire.model.Phone;
import java.util.Optional;
import java.util.regex.Pattern;

/// Completes phone numbers by their E.164 form where they are valid beyond doubt: in the numbering
/// plan of the country that the number itself or the address names.
final class PhoneNumbers {
  private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();
  private static final String NO_COUNTRY = "ZZ";

  private PhoneNumbers() {}

  static Order completed(Order order) {
    Addresses addresses = completed(order.addresses());
    return order.withAddresses(addresses).withBuyer(completed(order.buyer(), country(addresses)));
  }

  static Addresses completed(Addresses addresses) {
    return new Addresses(
        addresses.shipping().map(PhoneNumbers::completed),
        addresses.billing().map(PhoneNumbers::completed));
  }

  /// Where a number without a country is of.
  static Optional<String> country(Addresses addresses) {
    return addresses.billing().or(addresses::shipping).flatMap(Address::countryCode);
  }

  static Buyer completed(Buyer buyer, Optional<String> country) {
    return new Buyer(
        buyer.type(),
        buyer.customerId(),
        buyer.email(),
        buyer.phone().map(phone -> completed(phone, country)),
        buyer.name(),
        buyer.company(),
        buyer.taxId(),
        buyer.consents(),
        buyer.locale(),
        buyer.customerCluster());
  }

  private static Address completed(Address address) {
    return new Address(
        address.recipient(),
        address.company(),
        address.lines(),
        address.city(),
        address.region(),
        address.regionCode(),
        address.postalCode(),
        address.countryCode(),
        address.phone().map(phone -> completed(phone, address.countryCode())),
        address.validation());
  }

  private static Phone completed(Phone phone, Optional<String> country) {
    return new Phone(phone.raw(), phone.e164().or(() -> e164(phone.raw(), country)));
  }

  /// However people write this number, which is given in E.164: with or without its country, in
  /// groups or not.
  static Pattern written(String e164) {
    String national =
        parsed(e164, Optional.empty())
            .map(PLANS::getNationalSignificantNumber)
            .orElseGet(() -> e164.substring(1));
    return Pattern.compile(String.join("[ ()./\\-]*", national.split("")));
  }

  static Optional<String> e164(String raw, Optional<String> country) {
    return parsed(raw, country)
        .filter(PLANS::isValidNumber)
        .map(number -> PLANS.format(number, PhoneNumberFormat.E164));
  }

  private static Optional<PhoneNumber> parsed(String raw, Optional<String> country) {
    try {
      return Optional.of(PLANS.parse(raw, country.orElse(NO_COUNTRY)));
    } catch (NumberParseException noNumber) {
      return Optional.empty();
    }
  }
}
