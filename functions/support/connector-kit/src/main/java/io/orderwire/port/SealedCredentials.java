package io.orderwire.port;

/// Credentials as they are stored: KMS ciphertext (base64) with the store id as encryption context.
public record SealedCredentials(String ciphertext) {}
