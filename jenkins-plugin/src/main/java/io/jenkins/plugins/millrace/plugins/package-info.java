/** Which other plugins this Jenkins has. Names none of their types. */
@NullMarked
package io.jenkins.plugins.millrace.plugins;

import org.jspecify.annotations.NullMarked;
