/**
 * The use case publish: writes what the configuration names into other tools and files, and only what differs from
 * what was written last. Prints nothing.
 */
@NullMarked
package dev.millrace.app.publish;

import org.jspecify.annotations.NullMarked;
