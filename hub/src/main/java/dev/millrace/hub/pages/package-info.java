/** What the pages of the hub show, and where they are. Knows nothing of HTTP. */
@NullMarked
package dev.millrace.hub.pages;

import org.jspecify.annotations.NullMarked;
