/**
 * {@code millrace demo}: collects from a simulated company with the real collectors, and writes what people see in
 * their tools. Uses the fakes by their addresses only. The product may not depend on it.
 */
@NullMarked
package dev.millrace.demo;

import org.jspecify.annotations.NullMarked;
