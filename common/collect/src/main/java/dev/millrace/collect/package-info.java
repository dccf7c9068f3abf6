/**
 * The sync kernel of every collector: reads a source page by page and stores each page with its cursor, so that an
 * interrupted run resumes. Contains no tool. May not use views.
 */
@NullMarked
package dev.millrace.collect;

import org.jspecify.annotations.NullMarked;
