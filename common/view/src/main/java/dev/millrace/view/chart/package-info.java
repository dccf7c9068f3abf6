/**
 * The library that draws the charts of pages of our own, and how a page has it. Nothing here computes a figure.
 */
@NullMarked
package dev.millrace.view.chart;

import org.jspecify.annotations.NullMarked;
