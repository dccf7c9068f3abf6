/**
 * What a person sees of a build record on Jenkins' pages: text, a timeline, and the export beside it. May see the records
 * and the capture's front, not how a build is read.
 */
@NullMarked
package io.jenkins.plugins.millrace.card;

import org.jspecify.annotations.NullMarked;
