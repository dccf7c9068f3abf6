/**
 * The use case of one item: finds it by what people call it, and returns its flow, its links, and how much of it was
 * captured. show, the step summary and the hub call the same service. Prints and renders nothing.
 */
@NullMarked
package dev.millrace.app.item;

import org.jspecify.annotations.NullMarked;
