/**
 * {@code millrace demo}: collects from a simulated company with the real collectors, and writes what people would see in their
 * tools. Knows the fakes only by their addresses, once they run.
 */
@NullMarked
package dev.millrace.demo;

import org.jspecify.annotations.NullMarked;
