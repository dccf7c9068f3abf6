package dev.millrace.codec;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** Reads lines of bounded length, so that a file without line ends cannot fill the memory. */
final class LineReader {

    private static final int CHUNK = 8_192;

    private final Reader in;
    private final String source;
    private final int maxLength;
    private final char[] chunk = new char[CHUNK];
    private int position;
    private int filled;
    private long number;

    LineReader(Reader in, String source, int maxLength) {
        this.in = in;
        this.source = source;
        this.maxLength = maxLength;
    }

    /** The number of the line last read, from 1. */
    long number() {
        return number;
    }

    /** The next line without its end, or null after the last one. */
    @Nullable String next() throws IOException {
        StringBuilder line = new StringBuilder();
        boolean any = false;
        while (position < filled || fill()) {
            any = true;
            char c = chunk[position++];
            if (c == '\n') {
                number++;
                return withoutCarriageReturn(line);
            }
            if (line.length() == maxLength) {
                throw new FactFormatException(
                        source, number + 1, "the line is longer than " + maxLength + " characters");
            }
            line.append(c);
        }
        if (!any) {
            return null;
        }
        number++;
        return withoutCarriageReturn(line);
    }

    private boolean fill() throws IOException {
        position = 0;
        filled = Math.max(0, in.read(chunk));
        return filled > 0;
    }

    private static String withoutCarriageReturn(StringBuilder line) {
        int length = line.length();
        return length > 0 && line.charAt(length - 1) == '\r' ? line.substring(0, length - 1) : line.toString();
    }
}
