/// Holds the SAM template, its nested files and its sample events against the code that they
/// deploy.
///
/// What cfn-lint and the SAM translator do not see is checked here: that the handlers exist, that a
/// function is given exactly the variables that it reads and the permissions for exactly the calls
/// that it can make, that nothing accepted can be lost between two resources. Every check has a
/// broken twin of the template on which it must fail.
@NullMarked
package io.orderwire.system.template;

import org.jspecify.annotations.NullMarked;
