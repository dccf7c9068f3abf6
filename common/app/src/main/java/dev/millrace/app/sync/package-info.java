/**
 * The use case sync: reads what is new from each configured tool into the store, links it, and records until when
 * each source was completely read. Prints nothing; an observer shows the progress.
 */
@NullMarked
package dev.millrace.app.sync;

import org.jspecify.annotations.NullMarked;
