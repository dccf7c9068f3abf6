package dev.millrace.config;

import dev.millrace.valuestream.Glob;
import dev.millrace.words.Quoted;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the kinds of value that several parts of a definition share. */
final class Values {

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,5})\\s*(m|h|d|w)");
    private static final int MAX_TEXT = 500;

    private Values() {}

    /** A stable name for programs. */
    static Optional<String> id(YamlNode node) {
        return node.text().flatMap(text -> {
            if (ID.matcher(text).matches()) {
                return Optional.of(text);
            }
            node.error("must be at most 64 lower-case letters, digits and dashes, but is " + Quoted.of(text));
            return Optional.empty();
        });
    }

    /** A text of bounded length. */
    static Optional<String> text(YamlNode node) {
        return node.text().flatMap(text -> {
            if (text.length() <= MAX_TEXT) {
                return Optional.of(text);
            }
            node.error("must have at most " + MAX_TEXT + " characters");
            return Optional.empty();
        });
    }

    /** One text, or a list of them. */
    static List<String> texts(YamlNode node, String what) {
        List<String> texts = new ArrayList<>();
        for (YamlNode item : node.isList() ? node.items(what) : List.of(node)) {
            text(item).ifPresent(texts::add);
        }
        return texts;
    }

    /** One pattern, or a list of them. */
    static List<Glob> globs(YamlNode node, String what) {
        return texts(node, what).stream().map(Glob::new).toList();
    }

    /** One of some words; another one is an error that names them. */
    static <E extends Enum<E>> Optional<E> choice(YamlNode node, E[] values) {
        return choice(
                node, values, value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private static <E> Optional<E> choice(YamlNode node, E[] values, Function<E, String> word) {
        Map<String, E> byWord = new LinkedHashMap<>();
        Arrays.stream(values).forEach(value -> byWord.put(word.apply(value), value));
        return node.text().flatMap(text -> {
            E value = byWord.get(text.toLowerCase(Locale.ROOT));
            if (value == null) {
                node.error("must be one of " + String.join(", ", byWord.keySet()) + ", but is " + Quoted.of(text)
                        + Suggestion.didYouMean(text, byWord.keySet()));
            }
            return Optional.ofNullable(value);
        });
    }

    /** A length of time such as {@code 14d}: minutes, hours, days of 24 hours, weeks. */
    static Optional<Duration> duration(YamlNode node) {
        return node.text().flatMap(text -> {
            Matcher matcher = DURATION.matcher(text);
            if (!matcher.matches()) {
                node.error("must be a length of time such as 30m, 12h, 14d or 2w, but is " + Quoted.of(text));
                return Optional.empty();
            }
            long count = Long.parseLong(matcher.group(1));
            return Optional.of(
                    switch (matcher.group(2)) {
                        case "m" -> Duration.ofMinutes(count);
                        case "h" -> Duration.ofHours(count);
                        case "d" -> Duration.ofDays(count);
                        default -> Duration.ofDays(7 * count);
                    });
        });
    }

    /** A time zone by its name. */
    static Optional<ZoneId> zone(YamlNode node) {
        return node.text().flatMap(text -> {
            try {
                return Optional.of(ZoneId.of(text));
            } catch (DateTimeException e) {
                node.error("unknown time zone " + Quoted.of(text)
                        + Suggestion.didYouMean(text, ZoneId.getAvailableZoneIds()));
                return Optional.empty();
            }
        });
    }
}
