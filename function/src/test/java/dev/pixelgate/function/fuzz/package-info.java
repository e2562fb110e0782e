/**
 * Changes picture files until something gives way: every input goes through pricing's walk and the
 * runtime's decoder, which must refuse or serve it, in bounded memory and time, and agree on its
 * size. Only this module sees both. Inputs depend on the seed, the number and the seed files alone.
 * Entry types: {@link dev.pixelgate.function.fuzz.FuzzTest} for every build, {@link
 * dev.pixelgate.function.fuzz.Fuzz} for bench/fuzz.sh.
 */
@NullMarked
package dev.pixelgate.function.fuzz;

import org.jspecify.annotations.NullMarked;
