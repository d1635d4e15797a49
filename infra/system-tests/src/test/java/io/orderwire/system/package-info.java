/// Architecture rules, template against code, the whole pipeline under a seed and over HTTP.
@NullMarked
package io.orderwire.system;

import org.jspecify.annotations.NullMarked;
