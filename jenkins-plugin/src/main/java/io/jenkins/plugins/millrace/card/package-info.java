/**
 * The action that shows the build card on a build's page, and the export of a build. Depends on the records and on
 * the entry points of {@code capture}; does not read builds itself.
 */
@NullMarked
package io.jenkins.plugins.millrace.card;

import org.jspecify.annotations.NullMarked;
