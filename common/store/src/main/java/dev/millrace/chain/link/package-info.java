/**
 * Makes links between artifacts from the keys and hashes that they name, and reads how artifacts are connected. May
 * not compute a figure, or use HTTP or views.
 */
@NullMarked
package dev.millrace.chain.link;

import org.jspecify.annotations.NullMarked;
