/**
 * The portfolio in words and as JSON: products, epics and initiatives, effort and waiting. Shows what the engine computed.
 * May not compute figures, and not use the store, HTTP or files.
 */
@NullMarked
package dev.millrace.view.portfolio;

import org.jspecify.annotations.NullMarked;
