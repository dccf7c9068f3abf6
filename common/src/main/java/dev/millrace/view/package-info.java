/**
 * What people and programs see: one view model per thing, in plain words, and its renderings for terminal, Markdown, HTML, SVG
 * and JSON, each with its escaping in one place. Computes no figure; may not see the store or http.
 */
@NullMarked
package dev.millrace.view;

import org.jspecify.annotations.NullMarked;
