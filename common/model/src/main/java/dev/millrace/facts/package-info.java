/**
 * What a collector hands to a store: a batch of facts, which artifacts it saw, and which it must visit again. Sees
 * the model only; knows neither tool nor database.
 */
@NullMarked
package dev.millrace.facts;

import org.jspecify.annotations.NullMarked;
