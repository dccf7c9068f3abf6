/** Threads of the plugin's own. Depends on nothing else of the plugin. */
@NullMarked
package io.jenkins.plugins.millrace.threads;

import org.jspecify.annotations.NullMarked;
