/**
 * Files that a user names, and what is made for its owner alone. Here lives how they are written: whole or not at all, through
 * links, with the mode they had. What stands in them is known by those who write; this package sees the words of files and nothing else of
 * Millrace.
 */
@NullMarked
package dev.millrace.files;

import org.jspecify.annotations.NullMarked;
