/**
 * The use case portfolio: products side by side, epics and initiatives, effort and waiting. It asks the report service for each
 * product and gathers the items once more by what they are part of. Prints and renders nothing.
 */
@NullMarked
package dev.millrace.app.portfolio;

import org.jspecify.annotations.NullMarked;
