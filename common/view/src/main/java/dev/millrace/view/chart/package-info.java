/**
 * The options of the statistical charts, built once as plain data, and what a page needs to draw them. Nothing here computes a figure.
 */
@NullMarked
package dev.millrace.view.chart;

import org.jspecify.annotations.NullMarked;
