package dev.millrace.config;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * Looks at a YAML text event by event before anything is built of it, because building recurses and follows aliases. Refuses
 * what could make a small file a large one or choose a type: anchors, aliases, tags and deep nesting.
 */
final class YamlGuard {

    static final int MAX_DEPTH = 32;

    private YamlGuard() {}

    /**
     * Something in the text that is not allowed.
     *
     * @param mark where it is
     * @param message what it is and what to write instead
     */
    record Refusal(Optional<Mark> mark, String message) {}

    /** The first thing that is not allowed, if there is one. */
    static Optional<Refusal> check(LoadSettings settings, String text) {
        int depth = 0;
        for (Event event : new Parse(settings).parseString(text)) {
            if (event instanceof CollectionStartEvent) {
                depth++;
            } else if (event instanceof CollectionEndEvent) {
                depth--;
            }
            Optional<String> refused =
                    depth > MAX_DEPTH ? Optional.of("is nested more than " + MAX_DEPTH + " levels deep") : check(event);
            if (refused.isPresent()) {
                return refused.map(message -> new Refusal(event.getStartMark(), message));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> check(Event event) {
        // an alias event has its anchor too
        boolean shared = event instanceof AliasEvent
                || (event instanceof NodeEvent node && node.getAnchor().isPresent());
        if (shared) {
            return Optional.of("anchors (&) and aliases (*) are not allowed; write the value out,"
                    + " or in quotes if it is meant to begin with & or *");
        }
        boolean tagged = (event instanceof ScalarEvent scalar && scalar.getTag().isPresent())
                || (event instanceof CollectionStartEvent collection
                        && collection.getTag().isPresent());
        return tagged
                ? Optional.of("tags (!) are not allowed; write the value in quotes if it is meant to begin with !")
                : Optional.empty();
    }
}
