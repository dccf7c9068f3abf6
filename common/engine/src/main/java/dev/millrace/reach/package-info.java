/** How far changes came: to which environments, and what is on its way to them. */
@NullMarked
package dev.millrace.reach;

import org.jspecify.annotations.NullMarked;
