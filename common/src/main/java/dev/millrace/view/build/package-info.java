/**
 * One build: what a build tool tells of it, as records, and the card made of them. The Jenkins plugin shows this card on a
 * build's page, and {@code millrace demo} the same one without a Jenkins. Knows no build tool; sees what views see.
 */
@NullMarked
package dev.millrace.view.build;

import org.jspecify.annotations.NullMarked;
