package dev.millrace.cli;

import dev.millrace.config.Suggestion;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.ItemHistory;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.Team;
import dev.millrace.valuestream.ValueStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say of which value stream and team a command speaks. */
final class StreamOptions {

    @Option(
            names = "--stream",
            paramLabel = "ID",
            description = "The value stream; needed if the definition has several.")
    private @Nullable String stream;

    @Option(names = "--team", paramLabel = "ID", description = "Only items of this team.")
    private @Nullable String team;

    /** What was chosen of a definition. */
    Chosen of(Definition definition) {
        List<String> streams =
                definition.streams().stream().map(ValueStream::id).toList();
        if (stream == null && streams.size() > 1) {
            throw CommandFailure.usage("the definition has several value streams: choose one of them with --stream: "
                    + String.join(", ", streams));
        }
        String id = stream == null ? streams.get(0) : stream;
        ValueStream chosen = definition.streams().stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow(() -> unknown("--stream", id, streams));
        List<String> teams = definition.teams().stream().map(Team::id).toList();
        if (team != null && !teams.contains(team)) {
            throw unknown("--team", team, teams);
        }
        return new Chosen(definition, named(definition, chosen), team);
    }

    /** The first stream with all its teams: what is answered where nobody can be asked to choose. */
    static Chosen first(Definition definition) {
        return new Chosen(definition, definition.streams().get(0), null);
    }

    /** What a report is about stands in it: a team narrows the stream. */
    private ValueStream named(Definition definition, ValueStream chosen) {
        return definition.teams().stream()
                .filter(candidate -> candidate.id().equals(team))
                .findFirst()
                .map(found -> chosen.named(chosen.name() + ", team " + found.name()))
                .orElse(chosen);
    }

    private static CommandFailure unknown(String option, String id, List<String> known) {
        Suggestion suggestion = new Suggestion(id, 1);
        known.forEach(suggestion::offer);
        return CommandFailure.usage(option + ": the definition has no \"" + id + '"'
                + suggestion.closest().stream()
                        .map(near -> "; did you mean " + near + "?")
                        .findFirst()
                        .orElse("")
                + (known.isEmpty() ? "" : "; it has " + String.join(", ", known)));
    }

    /**
     * One stream, and perhaps one team.
     *
     * @param definition where they are defined
     * @param stream the stream
     * @param team the team's id, or null for all
     */
    record Chosen(
            Definition definition,
            ValueStream stream,
            @Nullable String team) {

        /** Whether an item flows through the stream and is the team's work. */
        boolean accepts(ItemHistory item) {
            ArtifactSnapshot snapshot = item.item().snapshot();
            return definition.stream(snapshot)
                            .filter(own -> own.id().equals(stream.id()))
                            .isPresent()
                    && (team == null
                            || Optional.of(team)
                                    .equals(definition.team(snapshot).map(Team::id)));
        }
    }
}
