/**
 * How GitHub is called: GraphQL with its errors, limits and older schemas, REST over our transport, and the JSON of
 * its answers. Knows no fact and no store.
 */
@NullMarked
package dev.millrace.github.api;

import org.jspecify.annotations.NullMarked;
