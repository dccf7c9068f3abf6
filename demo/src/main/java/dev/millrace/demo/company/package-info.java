/**
 * A software company that does not exist, simulated from a seed: its people, issues, pull requests, builds and deployments as
 * plain records. The same seed gives the same company, byte for byte. Knows no wire format and asks no clock.
 */
@NullMarked
package dev.millrace.demo.company;

import org.jspecify.annotations.NullMarked;
