package io.orderwire.storeapi;

import io.orderwire.engine.Authorizing;
import io.orderwire.engine.CartClient;
import io.orderwire.engine.Pause;
import io.orderwire.engine.People;
import io.orderwire.engine.Platforms;
import io.orderwire.engine.Rhythm;
import io.orderwire.engine.StoreHealth;
import io.orderwire.port.AskedPolls;
import io.orderwire.port.Authorizations;
import io.orderwire.port.Customers;
import io.orderwire.port.DeadLetterQueues;
import io.orderwire.port.Erasures;
import io.orderwire.port.EventSubscriptions;
import io.orderwire.port.FirstAnswers;
import io.orderwire.port.IntakeQueue;
import io.orderwire.port.Ledger;
import io.orderwire.port.PollQueue;
import io.orderwire.port.RawArchive;
import io.orderwire.port.SecretBox;
import io.orderwire.port.SharedCalls;
import io.orderwire.port.Stores;
import io.orderwire.port.WebhookQueue;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/// Everything outside of the API that it works with.
///
/// @param rhythm by which the planner makes poll jobs
/// @param calls what processes that call carts tell one another
/// @param tokens gives a fresh unguessable endpoint token each time
/// @param publicBase base of webhook URLs where it is not the address that was asked
/// @param privateCarts carts and subscribed URLs may have private addresses and plain http
/// @param webhooksAreSent false if no event is brought to the webhook sender
record World(
    Platforms platforms,
    Stores stores,
    SecretBox secrets,
    Ledger ledger,
    RawArchive archive,
    Customers customers,
    Erasures erasures,
    People people,
    StoreHealth health,
    IntakeQueue intake,
    PollQueue polls,
    CartClient carts,
    AskedPolls asked,
    FirstAnswers answers,
    Authorizations authorizations,
    Authorizing authorizing,
    EventSubscriptions subscriptions,
    WebhookQueue webhooks,
    DeadLetterQueues deadLetters,
    Rhythm rhythm,
    SharedCalls calls,
    Pause pause,
    InstantSource clock,
    Supplier<String> tokens,
    Optional<URI> publicBase,
    boolean privateCarts,
    boolean webhooksAreSent) {}
