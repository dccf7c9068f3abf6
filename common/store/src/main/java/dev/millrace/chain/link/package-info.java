/**
 * Makes links between artifacts from what they name, and reads how artifacts are connected.
 */
@NullMarked
package dev.millrace.chain.link;

import org.jspecify.annotations.NullMarked;
