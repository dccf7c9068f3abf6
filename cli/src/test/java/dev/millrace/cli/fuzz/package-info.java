/** Seeded changes of valid input, and examples from the documentation to begin with. The same seed gives the same input. */
package dev.millrace.cli.fuzz;
