package dev.millrace.sprint;

import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Attribute;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * When an issue was in a sprint.
 *
 * @param sprint the sprint, as far as the issue tells of it
 * @param times when it was in it, in order; empty if its history does not tell, although the issue names the sprint
 */
public record SprintStay(Sprint sprint, List<Time> times) {

    /**
     * A time in a sprint.
     *
     * @param from its first instant
     * @param until the first instant after it, or null if it lasts; the tool keeps an issue in a sprint that ended
     */
    public record Time(Instant from, @Nullable Instant until) {
        /** Validates. */
        public Time {
            Objects.requireNonNull(from, "from");
        }
    }

    /** Copies the list. */
    public SprintStay {
        Objects.requireNonNull(sprint, "sprint");
        times = List.copyOf(times);
    }

    /** Whether the issue was in it at that instant. */
    public boolean at(Instant instant) {
        return times.stream()
                .anyMatch(time -> !time.from().isAfter(instant)
                        && (time.until() == null || time.until().isAfter(instant)));
    }

    /** The sprints of an issue, ordered by id: those that it names, and those that its history names. */
    public static List<SprintStay> of(ArtifactSnapshot issue) {
        Map<String, Sprint> sprints = new TreeMap<>();
        for (String text : issue.attributes().getOrDefault(Attribute.SPRINTS, List.of())) {
            Sprint.parse(text).ifPresent(sprint -> sprints.put(sprint.id(), sprint));
        }
        Map<String, List<Time>> times = times(issue.attributes().getOrDefault(Attribute.SPRINT_TIMES, List.of()));
        times.keySet().forEach(id -> sprints.computeIfAbsent(id, Sprint::ofId));
        return sprints.values().stream()
                .map(sprint -> new SprintStay(sprint, times.getOrDefault(sprint.id(), List.of())))
                .toList();
    }

    /** By the ids of sprints: each line holds an instant, and all sprints from then on. */
    private static Map<String, List<Time>> times(List<String> lines) {
        Map<String, List<Time>> times = new LinkedHashMap<>();
        Map<String, Instant> open = new LinkedHashMap<>();
        for (String line : lines) {
            String[] parts = line.split("[ ,]+");
            Instant at;
            try {
                at = Instant.parse(parts[0]);
            } catch (DateTimeException e) {
                continue; // written by hand in an import
            }
            Set<String> now = Set.copyOf(Arrays.asList(parts).subList(1, parts.length));
            open.entrySet().removeIf(entry -> {
                boolean left = !now.contains(entry.getKey());
                if (left) {
                    times.computeIfAbsent(entry.getKey(), unseen -> new ArrayList<>())
                            .add(new Time(entry.getValue(), at));
                }
                return left;
            });
            now.stream().filter(id -> !id.equals("-")).forEach(id -> open.putIfAbsent(id, at));
        }
        open.forEach((id, from) ->
                times.computeIfAbsent(id, unseen -> new ArrayList<>()).add(new Time(from, null)));
        return times;
    }
}
