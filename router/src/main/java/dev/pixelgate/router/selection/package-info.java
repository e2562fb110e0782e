/**
 * Who may do a job, in which order they are asked, and why. Entry type: {@link
 * dev.pixelgate.router.selection.Selector}; its input and its output are values. A policy is one
 * class.
 */
@NullMarked
package dev.pixelgate.router.selection;

import org.jspecify.annotations.NullMarked;
