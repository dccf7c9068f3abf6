/**
 * The page of a job and the card on its main page: the document, its JSON, and the action that Jenkins shows. Reads summaries and no
 * build.
 */
@NullMarked
package io.jenkins.plugins.millrace.job;

import org.jspecify.annotations.NullMarked;
