package dev.millrace.codec;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.util.Locale;
import java.util.Optional;

/**
 * Says why a text is no JSON that can be read, for a user: where, and what. Never a piece of the text itself, which may hold a
 * token, and no name of a Java method, of which Jackson's own messages have some.
 */
public final class JsonWords {

    private static final String NO_JSON = "is no JSON";

    private JsonWords() {}

    /** Where and what; for behind the name of the file, such as "line 3, column 7: is no JSON". */
    public static String of(JsonProcessingException e) {
        JsonLocation location = e.getLocation();
        String where = location == null || location.getLineNr() < 1
                ? ""
                : "line " + location.getLineNr() + ", column " + location.getColumnNr() + ": ";
        return where + what(e);
    }

    /** What, and at which column; for a message that has named the line. */
    public static String inLine(JsonProcessingException e) {
        JsonLocation location = e.getLocation();
        return what(e) + (location == null ? "" : " (column " + location.getColumnNr() + ")");
    }

    /** What else is wrong than that it is no JSON, for an answer of which nobody sees the lines. */
    public static Optional<String> withoutPlace(JsonProcessingException e) {
        return Optional.of(what(e)).filter(what -> !what.equals(NO_JSON));
    }

    private static String what(JsonProcessingException e) {
        if (e instanceof StreamConstraintsException) {
            return bound(e.getOriginalMessage().toLowerCase(Locale.ROOT));
        } else if (e instanceof JsonEOFException) {
            return "the JSON ends too early: it may not have been written to its end";
        }
        String said = e.getOriginalMessage();
        return said != null && said.startsWith("Duplicate") ? "a field stands twice in one object" : NO_JSON;
    }

    private static String bound(String message) {
        if (message.contains("nesting depth")) {
            return "the JSON is nested too deeply: more than 1,000 levels are not read";
        } else if (message.contains("number")) {
            return "a number has too many digits";
        } else if (message.contains("name")) {
            return "the name of a field is too long";
        }
        return "the JSON is too long to be read";
    }
}
