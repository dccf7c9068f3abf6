/**
 * Tokens, their scopes and restrictions, and rate limits. Contains hashes of tokens, never a token. May not use HTTP.
 */
@NullMarked
package dev.millrace.hub.access;

import org.jspecify.annotations.NullMarked;
