package dev.millrace.app.stream;

import dev.millrace.model.ToolInstance;
import dev.millrace.valuestream.Guess;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What had to be guessed about what was collected, and how many items each guess decides.
 *
 * @param streams the guesses of each value stream, in its order
 * @param links the kinds of links of each site
 */
public record StreamGuesses(List<OfStream> streams, List<Links> links) {

    /** Copies the lists. */
    public StreamGuesses {
        streams = List.copyOf(streams);
        links = List.copyOf(links);
    }

    /** No guess about anything. */
    static StreamGuesses none() {
        return new StreamGuesses(List.of(), List.of());
    }

    /**
     * The guesses of one stream.
     *
     * @param stream its id
     * @param states states whose stage a name decided, or nothing
     * @param resolutions resolutions of which no rule says whether they mean "delivered"
     */
    public record OfStream(String stream, List<State> states, List<Resolution> resolutions) {
        /** Copies the lists. */
        public OfStream {
            states = List.copyOf(states);
            resolutions = List.copyOf(resolutions);
        }
    }

    /**
     * A guess about a state.
     *
     * @param guess the state and its stage
     * @param items how many issues are or were in it
     */
    public record State(Guess guess, long items) {
        /** Validates. */
        public State {
            Objects.requireNonNull(guess, "guess");
        }
    }

    /**
     * A guess about a resolution.
     *
     * @param tool whose resolution it is
     * @param name its name; hostile text
     * @param id the tool's id, or null if it did not give it
     * @param delivered what is guessed
     * @param items how many issues have it now
     */
    public record Resolution(
            ToolInstance tool, String name, @Nullable String id, boolean delivered, long items) {

        static final Comparator<Resolution> ORDER = Comparator.comparing(Resolution::items)
                .reversed()
                .thenComparing(Resolution::tool)
                .thenComparing(Resolution::name)
                .thenComparing(resolution -> String.valueOf(resolution.id()));
    }

    /**
     * The kinds of links of one site.
     *
     * @param tool the site
     * @param blocked how many issues are or were blocked by a link
     * @param kinds how many links of each kind there are, by its words in the outward direction; hostile text
     */
    public record Links(ToolInstance tool, long blocked, Map<String, Long> kinds) {
        /** Copies the map, in order. */
        public Links {
            kinds = Collections.unmodifiableMap(new TreeMap<>(kinds));
        }
    }
}
