/**
 * Where Jenkins' pages show a build: the action that puts common's card on a build's page, and the export beside it. May see
 * the records and the capture's front, not how a build is read.
 */
@NullMarked
package io.jenkins.plugins.millrace.card;

import org.jspecify.annotations.NullMarked;
