/**
 * What a collector passes to a store: a batch of facts, the artifacts that exist, and the artifacts to read again.
 * Depends on the model only; contains no tool and no database.
 */
@NullMarked
package dev.millrace.facts;

import org.jspecify.annotations.NullMarked;
