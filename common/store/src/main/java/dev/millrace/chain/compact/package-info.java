/**
 * Lists and maps of numbers and texts that need little memory, so that a store of a million items fits into a small
 * heap. Depends on {@code binary} only; contains nothing about chains.
 */
@NullMarked
package dev.millrace.chain.compact;

import org.jspecify.annotations.NullMarked;
