/**
 * When items will be done: a list of them, an epic or a version. Finds the items and what else is in progress; the forecast is the
 * report's. May not draw numbers itself.
 */
@NullMarked
package dev.millrace.app.forecast;

import org.jspecify.annotations.NullMarked;
