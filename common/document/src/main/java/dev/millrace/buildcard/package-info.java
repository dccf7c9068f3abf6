/**
 * One build: its record, and the card that shows it in Jenkins, in the hub and in the demo. Contains no build tool;
 * depends on the model and the document only.
 */
@NullMarked
package dev.millrace.buildcard;

import org.jspecify.annotations.NullMarked;
