package dev.millrace.app;

import dev.millrace.config.Suggestion;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads options that have a fixed set of values, regardless of case. */
public final class EnumOption {

    private EnumOption() {}

    /**
     * The value that is written so.
     *
     * @param option the option, for the message
     * @param text what the user wrote
     * @param values the values there are
     * @param written how each is written
     * @throws UserError if there is no such value; the message names those there are
     */
    public static <T> T of(String option, String text, T[] values, Function<T, String> written) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        for (T value : values) {
            if (written.apply(value).equals(wanted)) {
                return value;
            }
        }
        List<String> known = Stream.of(values).map(written).toList();
        Suggestion suggestion = new Suggestion(wanted, 1);
        known.forEach(suggestion::offer);
        String guess = suggestion.closest().stream()
                .map(closest -> " (did you mean " + closest + "?)")
                .collect(Collectors.joining());
        throw UserError.usage(
                option + ": there is no \"" + text + "\"" + guess + "; choose one of " + String.join(", ", known));
    }
}
