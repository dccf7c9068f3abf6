/**
 * Tokens, their scopes and restrictions, sessions of browsers, and rate limits. Contains hashes of tokens and sessions, never one itself. May not use HTTP.
 */
@NullMarked
package dev.millrace.hub.access;

import org.jspecify.annotations.NullMarked;
