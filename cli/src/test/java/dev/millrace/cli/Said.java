package dev.millrace.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What surfaces say of items, figure by figure: one that two of them tell must be the same text. */
final class Said {

    /** The zone in which people read instants here. */
    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    /** By item and figure: every value, with the surfaces that tell it. */
    private final Map<String, Map<String, Set<String>>> values = new TreeMap<>();

    private final Map<String, Set<String>> figures = new HashMap<>();
    private final Map<String, Set<String>> items = new HashMap<>();

    /** What one surface says of one cycle of an item. */
    final class Of {
        private final String surface;
        private final String item;

        private Of(String surface, String item) {
            this.surface = surface;
            this.item = item;
        }

        /** A figure. */
        Of says(String figure, Object value) {
            figures.computeIfAbsent(surface, unseen -> new TreeSet<>()).add(figure);
            values.computeIfAbsent(item + ", " + figure, unseen -> new TreeMap<>())
                    .computeIfAbsent(value.toString(), unseen -> new TreeSet<>())
                    .add(surface);
            return this;
        }

        /** An instant, which others tell in words; none if there is none. */
        Of at(String figure, @Nullable String instant) {
            says(figure, instant == null ? "none" : Instant.parse(instant));
            return says(figure + " in words", inWords(instant));
        }
    }

    /** An instant as people read it. */
    static String inWords(@Nullable String instant) {
        return instant == null
                ? "not as of this report"
                : SECOND.format(Instant.parse(instant).atZone(ZONE));
    }

    Of of(String surface, String key, int cycle) {
        items.computeIfAbsent(surface, unseen -> new TreeSet<>()).add(key);
        return new Of(surface, key + " cycle " + cycle);
    }

    /** The keys of the items that a surface told anything of. */
    Set<String> items(String surface) {
        return items.getOrDefault(surface, Set.of());
    }

    /** The figures that a surface told of any item. */
    Set<String> figures(String surface) {
        return figures.getOrDefault(surface, Set.of());
    }

    /** What all say of a figure of an item, such as {@code ABC-1 cycle 1, flowTime}. */
    String value(String figure) {
        return String.join(", ", values.getOrDefault(figure, Map.of()).keySet());
    }

    /** Fails with each figure of which two surfaces told different values, and with who told which. */
    void agrees() {
        List<String> differences = differences();
        if (!differences.isEmpty()) {
            throw new AssertionError(differences.size() + " figures differ:\n" + String.join("\n", differences));
        }
    }

    private List<String> differences() {
        List<String> differences = new ArrayList<>();
        values.forEach((figure, told) -> {
            if (told.size() > 1) {
                List<String> words = new ArrayList<>();
                told.forEach((value, surfaces) -> words.add('"' + value + "\" in " + String.join(", ", surfaces)));
                differences.add(figure + ": " + String.join("; ", words));
            }
        });
        return differences;
    }
}
