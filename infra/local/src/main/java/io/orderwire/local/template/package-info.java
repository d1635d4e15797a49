/// Reads CloudFormation and SAM templates as the runner and the provisioner need them.
@NullMarked
package io.orderwire.local.template;

import org.jspecify.annotations.NullMarked;
