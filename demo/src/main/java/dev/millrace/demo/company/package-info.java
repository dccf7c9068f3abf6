/**
 * A simulated software company: people, issues, pull requests, builds and deployments as records. The same seed
 * produces the same bytes. Contains no wire format and no clock.
 */
@NullMarked
package dev.millrace.demo.company;

import org.jspecify.annotations.NullMarked;
