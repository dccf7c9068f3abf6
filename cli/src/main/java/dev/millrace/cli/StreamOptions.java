package dev.millrace.cli;

import dev.millrace.app.UserError;
import dev.millrace.config.Suggestion;
import dev.millrace.flow.Automation;
import dev.millrace.metrics.DeliveryFacts;
import dev.millrace.model.ItemHistory;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.Service;
import dev.millrace.valuestream.Team;
import dev.millrace.valuestream.ValueStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say of which value stream, team and service a command speaks. */
final class StreamOptions {

    @Option(
            names = "--stream",
            paramLabel = "ID",
            description = "The value stream; needed if the definition has several.")
    private @Nullable String stream;

    @Option(names = "--team", paramLabel = "ID", description = "Only items of this team.")
    private @Nullable String team;

    @Option(
            names = "--service",
            paramLabel = "ID",
            description = "Only items that change this service; where no services are defined, this repository.")
    private @Nullable String service;

    /**
     * What somebody asks for who is not at this command line.
     *
     * @param stream the id of a stream; if it is empty the first one
     * @param team the id of a team; if it is empty all
     * @param service the id of a service; if it is empty all
     */
    static Chosen of(Definition definition, Optional<String> stream, Optional<String> team, Optional<String> service) {
        StreamOptions options = new StreamOptions();
        options.stream = stream.orElse(definition.streams().get(0).id());
        options.team = team.orElse(null);
        options.service = service.orElse(null);
        return options.of(definition);
    }

    /** What was chosen of a definition. */
    Chosen of(Definition definition) {
        List<String> streams =
                definition.streams().stream().map(ValueStream::id).toList();
        if (stream == null && streams.size() > 1) {
            throw UserError.usage("the definition has several value streams: choose one of them with --stream: "
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
        Optional<Team> ofTeam = definition.teams().stream()
                .filter(candidate -> candidate.id().equals(team))
                .findFirst();
        String ofService = service(definition);
        return new Chosen(
                definition,
                named(chosen, ofTeam.map(Team::name), Optional.ofNullable(ofService)),
                ofTeam.map(Team::name).orElse(null),
                ofService);
    }

    /** The name of the service that was chosen, or null. Where none are defined each repository is one. */
    private @Nullable String service(Definition definition) {
        List<String> services = definition.services().stream().map(Service::id).toList();
        String asked = service;
        if (asked == null || services.isEmpty()) {
            return asked;
        }
        return definition.services().stream()
                .filter(candidate -> candidate.id().equals(asked))
                .map(Service::name)
                .findFirst()
                .orElseThrow(() -> unknown("--service", asked, services));
    }

    /** The first stream with all its teams: what is answered where nobody can be asked to choose. */
    static Chosen first(Definition definition) {
        return of(definition, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** What a report is about stands in it: a team or a service narrows the stream. */
    private static ValueStream named(ValueStream chosen, Optional<String> team, Optional<String> service) {
        String name = chosen.name()
                + team.map(text -> ", team " + text).orElse("")
                + service.map(text -> ", service " + text).orElse("");
        return name.equals(chosen.name()) ? chosen : chosen.named(name);
    }

    private static UserError unknown(String option, String id, List<String> known) {
        Suggestion suggestion = new Suggestion(id, 1);
        known.forEach(suggestion::offer);
        return UserError.usage(option + ": the definition has no \"" + id + '"'
                + suggestion.closest().stream()
                        .map(near -> "; did you mean " + near + "?")
                        .findFirst()
                        .orElse("")
                + (known.isEmpty() ? "" : "; it has " + String.join(", ", known)));
    }

    /**
     * One stream, and perhaps one team or service.
     *
     * @param definition where they are defined
     * @param stream the stream
     * @param team the team's name, or null for all
     * @param service the service's name, or null for all
     */
    record Chosen(
            Definition definition,
            ValueStream stream,
            @Nullable String team,
            @Nullable String service) {

        /** The same, as it was defined at an instant. */
        Chosen asOf(Instant instant) {
            return new Chosen(definition.asOf(instant), stream.asOf(instant), team, service);
        }

        /** Whether an item flows through the stream, is the team's work and changes the service. */
        boolean accepts(ItemHistory item) {
            return streams(item) && ofTeam(item) && ofService(item);
        }

        /** Whether an item is the team's work; true of all if no team was chosen. */
        boolean ofTeam(ItemHistory item) {
            return team == null
                    || Optional.of(team)
                            .equals(definition.team(item.item().snapshot()).map(Team::name));
        }

        /** Whether an item changes the service; true of all if no service was chosen. */
        boolean ofService(ItemHistory item) {
            return service == null || Groups.services(item, definition).contains(service);
        }

        /** Whether an item flows through the stream. */
        boolean streams(ItemHistory item) {
            return definition.stream(item.item().snapshot())
                    .filter(own -> own.id().equals(stream.id()))
                    .isPresent();
        }

        /** Whether what a bot made would flow through the stream, were it an item. */
        boolean streams(Automation made) {
            return stream.id().equals(made.stream());
        }

        /** Whether it is of the team and changes the service. */
        boolean accepts(Automation made) {
            return (team == null || team.equals(made.team())) && (service == null || service.equals(made.service()));
        }

        /** What of all deliveries belongs to it. */
        DeliveryFacts.Part part() {
            return new DeliveryFacts.Part(definition.streams().size() > 1 ? stream.id() : null, service, team);
        }
    }
}
