/**
 * Makes the artefacts of a release from what the other modules built. Runs at build time only and is in no artefact. May see
 * files and archives; no figures, no store, no tool.
 */
@NullMarked
package dev.millrace.dist;

import org.jspecify.annotations.NullMarked;
