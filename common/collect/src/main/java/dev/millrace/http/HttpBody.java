package dev.millrace.http;

import java.util.Objects;

/**
 * What a call sends along.
 *
 * @param mediaType such as {@code application/json}; the text is sent as UTF-8
 * @param text the content
 */
public record HttpBody(String mediaType, String text) {

    /** Validates. */
    public HttpBody {
        Objects.requireNonNull(mediaType, "mediaType");
        Objects.requireNonNull(text, "text");
    }

    /** JSON. */
    public static HttpBody json(String text) {
        return new HttpBody("application/json", text);
    }

    /** Type and length only: a body may hold what does not belong into a log. */
    @Override
    public String toString() {
        return mediaType + ", " + text.length() + " characters";
    }
}
