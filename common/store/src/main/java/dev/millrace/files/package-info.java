/**
 * Writing files that a user names, and files for their owner only: whole or not at all, through links, with the
 * existing mode. Contains nothing about their content; depends on {@code words} and the JDK only.
 */
@NullMarked
package dev.millrace.files;

import org.jspecify.annotations.NullMarked;
