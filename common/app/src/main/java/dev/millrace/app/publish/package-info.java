/**
 * The use case publish: writes what the configuration selects into other tools and files, and only what differs from
 * the last write. Prints nothing.
 */
@NullMarked
package dev.millrace.app.publish;

import org.jspecify.annotations.NullMarked;
