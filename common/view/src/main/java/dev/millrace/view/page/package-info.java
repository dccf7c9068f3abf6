/**
 * The report as one file of HTML: its charts, its items, and what lets a reader look into the numbers. Nothing here computes a figure.
 */
@NullMarked
package dev.millrace.view.page;

import org.jspecify.annotations.NullMarked;
