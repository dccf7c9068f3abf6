package dev.millrace.config;

import java.util.Objects;

/**
 * A place in a file, as editors and terminals count it.
 *
 * @param file the file as the user named it
 * @param line from 1
 * @param column from 1, in characters
 */
public record FilePosition(String file, int line, int column) implements Comparable<FilePosition> {

    /** Validates: lines and columns count from 1. */
    public FilePosition {
        Objects.requireNonNull(file, "file");
        if (line < 1 || column < 1) {
            throw new IllegalArgumentException("lines and columns count from 1: " + line + ":" + column);
        }
    }

    /** The first character of a file: where a mistake belongs that has no better place. */
    public static FilePosition startOf(String file) {
        return new FilePosition(file, 1, 1);
    }

    @Override
    public int compareTo(FilePosition other) {
        int byFile = file.compareTo(other.file);
        int byLine = byFile != 0 ? byFile : Integer.compare(line, other.line);
        return byLine != 0 ? byLine : Integer.compare(column, other.column);
    }

    /** The form that editors and terminals make a link of: {@code millrace.yml:3:5}. */
    @Override
    public String toString() {
        return file + ':' + line + ':' + column;
    }
}
