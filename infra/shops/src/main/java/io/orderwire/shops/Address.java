package io.orderwire.shops;

/// A postal address. Parts that are not known are empty.
///
/// @param region name of the state or province
/// @param regionCode its code within the country
/// @param countryCode ISO 3166-1 alpha-2
public record Address(
    String firstName,
    String lastName,
    String company,
    String line1,
    String line2,
    String city,
    String region,
    String regionCode,
    String postalCode,
    String country,
    String countryCode,
    String phone) {}
