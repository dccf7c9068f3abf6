/**
 * The use case of one item: finds it by its key, and returns its flow, its links, and how completely it was captured.
 * {@code show}, the step summary and the hub call the same service. Prints and renders nothing.
 */
@NullMarked
package dev.millrace.app.item;

import org.jspecify.annotations.NullMarked;
