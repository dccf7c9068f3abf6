/** The use case link: a person confirms or rejects a link between two artifacts. Prints nothing. */
@NullMarked
package dev.millrace.app.link;

import org.jspecify.annotations.NullMarked;
