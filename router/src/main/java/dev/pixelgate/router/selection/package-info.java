/**
 * Who may do a job, and in which order they are asked. Entry type: {@link
 * dev.pixelgate.router.selection.Selector}; a policy is one method.
 */
@NullMarked
package dev.pixelgate.router.selection;

import org.jspecify.annotations.NullMarked;
