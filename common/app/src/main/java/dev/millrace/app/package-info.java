/**
 * What all use cases share: the workspace that opens configuration and store, errors for users, and instants and
 * options as users write them. Contains no command line, no HTTP server and no page.
 */
@NullMarked
package dev.millrace.app;

import org.jspecify.annotations.NullMarked;
