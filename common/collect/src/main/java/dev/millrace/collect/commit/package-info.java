/**
 * What a commit says, whichever tool told it: the facts of one, and what its message takes back. Every collector of commits takes it from
 * here, so that the same commit is the same facts. Pure; no tool, no connection.
 */
@NullMarked
package dev.millrace.collect.commit;

import org.jspecify.annotations.NullMarked;
