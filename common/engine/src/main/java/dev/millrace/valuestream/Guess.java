package dev.millrace.valuestream;

import dev.millrace.model.NativeState;
import dev.millrace.model.StateCatalogue;
import dev.millrace.model.StateUse;
import dev.millrace.model.ToolInstance;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A state that was seen in histories and whose stage no definition says: a hint in its name decided, or nothing could.
 *
 * @param tool whose state it is
 * @param state the state in the tool's words; hostile text
 * @param projects where it was seen
 * @param mapped the stage and what decided, or null if the state is unmapped
 */
public record Guess(
        ToolInstance tool,
        NativeState state,
        SortedSet<String> projects,
        @Nullable MappedStage mapped) {

    /** The flow algebra reads these itself, by the turns of author and reviewer, so that no stage has to stand for them. */
    private static final Set<String> OF_PULL_REQUESTS = Set.of("draft", "open", "merged", "closed");

    private static final Comparator<Guess> ORDER = Comparator.comparing(Guess::tool)
            .thenComparing(guess -> guess.state().name())
            .thenComparing(guess -> String.valueOf(guess.state().id()));

    /** Validates. */
    public Guess {
        Objects.requireNonNull(tool, "tool");
        Objects.requireNonNull(state, "state");
        projects = Collections.unmodifiableSortedSet(new TreeSet<>(projects));
    }

    /** Everything that a stream guesses about, or does not know, among the states that were seen; by tool and name. */
    public static List<Guess> guesses(ValueStream stream, StateCatalogue states) {
        record Key(ToolInstance tool, NativeState state) {}
        Map<Key, SortedSet<String>> seen = new LinkedHashMap<>();
        for (StateUse use : states.uses()) {
            if (use.state().id() != null
                    && OF_PULL_REQUESTS.contains(use.state().id())) {
                continue;
            }
            seen.computeIfAbsent(new Key(use.tool(), use.state()), key -> new TreeSet<>())
                    .add(use.project());
        }
        List<Guess> guesses = new ArrayList<>();
        seen.forEach((key, projects) -> {
            MappedStage mapped = stream.mapping()
                    .map(key.state(), states.definition(key.tool(), key.state()).orElse(null))
                    .orElse(null);
            if (mapped == null || mapped.guessed()) {
                guesses.add(new Guess(key.tool(), key.state(), projects, mapped));
            }
        });
        return guesses.stream().sorted(ORDER).toList();
    }
}
