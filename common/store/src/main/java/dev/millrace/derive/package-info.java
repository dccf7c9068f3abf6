/**
 * Derives rows from the facts (chains, deliveries, item flows), brings them up to date after changes, and answers from them. May use
 * everything that computes; nothing that computes may use it.
 */
@NullMarked
package dev.millrace.derive;

import org.jspecify.annotations.NullMarked;
