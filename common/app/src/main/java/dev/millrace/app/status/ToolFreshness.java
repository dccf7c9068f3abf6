package dev.millrace.app.status;

import dev.millrace.app.status.StoreStatus.SourceStatus;
import dev.millrace.collect.SourceRun;
import dev.millrace.collect.SourceRun.Outcome;
import dev.millrace.document.Formats;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How fresh the data of one tool are: as fresh as its worst source.
 *
 * @param name what people call the tool, such as Jira; with its id if there are several of its kind
 * @param state the worst that is true of one of its sources
 * @param at when that was: the failure, or until when everything was read; null if that is unknown
 * @param sources how many sources it has
 * @param affected of how many of them that is true
 */
public record ToolFreshness(
        String name, State state, @Nullable Instant at, int sources, int affected) {

    /** The states of a source, the worst first. */
    public enum State {
        /** Its last run stopped before its end. */
        FAILED,
        /** It is configured, and nothing of it was ever read. */
        NEVER,
        /** It was not read completely for longer than it should be. */
        STALE,
        /** It is not known until when it was read. */
        UNKNOWN,
        /** It was read, or posts its events by itself. */
        READ
    }

    private static final String POSTED = "hub";

    /** Validates. */
    public ToolFreshness {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(state, "state");
    }

    /** The tools of a status, by name. Sources that are no longer configured, imports and links are left out. */
    public static List<ToolFreshness> of(StoreStatus status) {
        Map<String, List<SourceStatus>> byTool = status.sources().stream()
                .filter(source -> !Boolean.FALSE.equals(source.configured()))
                .filter(source -> source.id().contains(":") || source.id().equals(POSTED))
                .collect(Collectors.groupingBy(
                        source -> source.id().split("/", 2)[0], TreeMap::new, Collectors.toList()));
        List<ToolFreshness> tools = new ArrayList<>();
        byTool.forEach((tool, sources) -> tools.add(worst(name(tool, byTool), sources)));
        return tools;
    }

    private static String name(String tool, Map<String, ?> all) {
        if (tool.equals(POSTED)) {
            return "Posted events";
        }
        String kind = tool.substring(0, tool.indexOf(':'));
        String label =
                kind.equals("github") ? "GitHub" : kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1);
        boolean several = all.keySet().stream()
                        .filter(other -> other.startsWith(kind + ':'))
                        .count()
                > 1;
        return several ? label + ' ' + tool.substring(tool.indexOf(':') + 1) : label;
    }

    private static ToolFreshness worst(String name, List<SourceStatus> sources) {
        State state = sources.stream()
                .map(ToolFreshness::state)
                .min(Comparator.naturalOrder())
                .orElse(State.UNKNOWN);
        List<SourceStatus> affected =
                sources.stream().filter(source -> state(source) == state).toList();
        Optional<Instant> at = affected.stream()
                .map(ToolFreshness::at)
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
        return new ToolFreshness(name, state, at.orElse(null), sources.size(), affected.size());
    }

    private static State state(SourceStatus source) {
        SourceRun run = source.run();
        if (source.id().equals(POSTED)) {
            return source.movedAt() == null ? State.UNKNOWN : State.READ;
        } else if (source.never()) {
            return State.NEVER;
        } else if (run != null && run.outcome() == Outcome.STOPPED) {
            return State.FAILED;
        } else if (Boolean.TRUE.equals(source.stale())) {
            return State.STALE;
        }
        return source.readUntil() == null ? State.UNKNOWN : State.READ;
    }

    private static Optional<Instant> at(SourceStatus source) {
        SourceRun run = source.run();
        Instant at = switch (state(source)) {
            case FAILED -> run == null ? null : run.endedAt();
            case NEVER -> null;
            case STALE, READ -> source.id().equals(POSTED) ? source.movedAt() : source.readUntil();
            case UNKNOWN -> source.movedAt();
        };
        return Optional.ofNullable(at);
    }

    /** Whether somebody has to do something. */
    public boolean needsAttention() {
        return state == State.FAILED || state == State.NEVER || state == State.STALE;
    }

    /** In a few words, such as {@code GitHub failed 2 d ago}. */
    public String text(Instant now) {
        String ago = at == null ? "at an unknown time" : ago(at, now);
        String part = affected < sources ? " (" + affected + " of " + sources + " sources)" : "";
        return name
                + switch (state) {
                    case FAILED -> " failed " + ago + part;
                    case NEVER -> " was never read" + part;
                    case STALE -> " was last read completely " + ago + part;
                    case UNKNOWN ->
                        at == null ? ": unknown until when it was read" : " last made progress " + ago + part;
                    case READ -> ' ' + ago;
                };
    }

    private static String ago(Instant at, Instant now) {
        Duration ago = Duration.between(at, now).truncatedTo(ChronoUnit.SECONDS);
        return ago.isNegative() ? "just now" : Formats.duration(ago) + " ago";
    }

    /** All of them in one line. */
    public static String line(List<ToolFreshness> tools, Instant now) {
        return tools.stream().map(tool -> tool.text(now)).collect(Collectors.joining(", "));
    }
}
