/**
 * The options of the statistical charts as plain data, and the script that draws them with ECharts where a page has that. Computes no figure.
 */
@NullMarked
package dev.millrace.document.chart;

import org.jspecify.annotations.NullMarked;
