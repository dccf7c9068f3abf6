/**
 * A page as data (facts, cards, sections, tables, charts, timelines) and its renderers: HTML, SVG, Markdown, Mermaid,
 * terminal. Each renderer escapes text in one place. Computes no figure; depends on the model only.
 */
@NullMarked
package dev.millrace.document;

import org.jspecify.annotations.NullMarked;
