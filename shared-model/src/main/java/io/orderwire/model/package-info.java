/// Canonical orders, messages and events, their JSON and its schemas: what SaaS backends depend on.
@NullMarked
package io.orderwire.model;

import org.jspecify.annotations.NullMarked;
