/** What jobs and folders set for themselves, and what holds for a job in the end. */
@NullMarked
package io.jenkins.plugins.millrace.settings;

import org.jspecify.annotations.NullMarked;
