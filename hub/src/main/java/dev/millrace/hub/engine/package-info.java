/** What the hub asks of those who know what an item and a report are. Knows neither HTTP nor tokens. */
@NullMarked
package dev.millrace.hub.engine;

import org.jspecify.annotations.NullMarked;
