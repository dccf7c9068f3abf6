/**
 * One build: its record and the card that shows it. The Jenkins plugin shows this card on a build's page, the hub and
 * {@code millrace demo} show the same one. Knows no build tool; sees the model and the document only.
 */
@NullMarked
package dev.millrace.buildcard;

import org.jspecify.annotations.NullMarked;
