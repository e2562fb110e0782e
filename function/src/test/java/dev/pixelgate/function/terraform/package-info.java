/**
 * Checks the modules of terraform/ without any cloud and without any provider: Terraform itself
 * runs, and {@link dev.pixelgate.function.terraform.SchemaProvider} tells it what the real
 * providers' resources look like. It is here because what the modules say to a gateway is checked
 * against the gateway's own configuration. Skipped where no terraform is installed.
 */
@NullMarked
package dev.pixelgate.function.terraform;

import org.jspecify.annotations.NullMarked;
