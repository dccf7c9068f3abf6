package dev.millrace.app.report;

import dev.millrace.app.UserError;
import dev.millrace.config.Suggestion;
import dev.millrace.derive.Belonging;
import dev.millrace.derive.ItemOwners;
import dev.millrace.metrics.delivery.DeliveryFacts;
import dev.millrace.metrics.origin.Automation;
import dev.millrace.model.ItemHistory;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.Service;
import dev.millrace.valuestream.Team;
import dev.millrace.valuestream.ValueStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One stream, and perhaps one team or service.
 *
 * @param definition where they are defined
 * @param stream the stream
 * @param team the team's name, or null for all
 * @param service the service's name, or null for all
 */
public record StreamChoice(
        Definition definition,
        ValueStream stream,
        @Nullable String team,
        @Nullable String service) {

    /** The choice of a command line; errors name its options, such as {@code --stream}. See {@link #ofParameters}. */
    public static StreamChoice ofOptions(
            Definition definition, Optional<String> stream, Optional<String> team, Optional<String> service) {
        return of(definition, stream, team, service, "--");
    }

    /**
     * The choice of a request or a configuration; errors name its keys, such as {@code stream}.
     *
     * @param stream the id of a stream; empty if the definition has only one
     * @param team the id of a team; empty for all
     * @param service the id of a service, or a repository where no services are defined; empty for all
     * @throws UserError if the definition has no such stream, team or service, or several streams and none was chosen
     */
    public static StreamChoice ofParameters(
            Definition definition, Optional<String> stream, Optional<String> team, Optional<String> service) {
        return of(definition, stream, team, service, "");
    }

    private static StreamChoice of(
            Definition definition,
            Optional<String> stream,
            Optional<String> team,
            Optional<String> service,
            String prefix) {
        List<String> streams =
                definition.streams().stream().map(ValueStream::id).toList();
        if (stream.isEmpty() && streams.size() > 1) {
            throw UserError.usage("the definition has several value streams: choose one of them with " + prefix
                    + "stream: " + String.join(", ", streams));
        }
        String streamId = stream.orElse(streams.get(0)); // the only one
        ValueStream chosen = definition.streams().stream()
                .filter(candidate -> candidate.id().equals(streamId))
                .findFirst()
                .orElseThrow(() -> unknown(prefix + "stream", streamId, streams));
        List<String> teams = definition.teams().stream().map(Team::id).toList();
        Optional<String> ofTeam = team.map(id -> definition.teams().stream()
                .filter(candidate -> candidate.id().equals(id))
                .map(Team::name)
                .findFirst()
                .orElseThrow(() -> unknown(prefix + "team", id, teams)));
        Optional<String> ofService = service.map(id -> service(definition, id, prefix));
        return new StreamChoice(
                definition, named(chosen, ofTeam, ofService), ofTeam.orElse(null), ofService.orElse(null));
    }

    /** The name of a service. Where none are defined each repository is one. */
    private static String service(Definition definition, String id, String prefix) {
        List<String> services = definition.services().stream().map(Service::id).toList();
        return services.isEmpty()
                ? id
                : definition.services().stream()
                        .filter(candidate -> candidate.id().equals(id))
                        .map(Service::name)
                        .findFirst()
                        .orElseThrow(() -> unknown(prefix + "service", id, services));
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

    /** The same, as it was defined at an instant. */
    public StreamChoice asOf(Instant instant) {
        return new StreamChoice(definition.asOf(instant), stream.asOf(instant), team, service);
    }

    /** Whether an item of the stream is the team's work and changes the service. */
    public boolean accepts(Belonging of) {
        return ofTeam(of) && ofService(of);
    }

    /** Whether an item flows through the stream, is the team's work and changes the service. */
    public boolean accepts(ItemHistory item) {
        return streams(item) && accepts(new ItemOwners(definition).of(item));
    }

    /** Whether an item is the team's work; true of all if no team was chosen. */
    public boolean ofTeam(Belonging of) {
        return team == null || team.equals(of.team());
    }

    /** Whether an item changes the service; true of all if no service was chosen. */
    public boolean ofService(Belonging of) {
        return service == null || of.services().contains(service);
    }

    /** Whether an item flows through the stream. */
    public boolean streams(ItemHistory item) {
        return definition.stream(item.item().snapshot())
                .filter(own -> own.id().equals(stream.id()))
                .isPresent();
    }

    /** Whether what a bot made would flow through the stream, were it an item. */
    public boolean streams(Automation made) {
        return stream.id().equals(made.stream());
    }

    /** Whether it is of the team and changes the service. */
    public boolean accepts(Automation made) {
        return (team == null || team.equals(made.team())) && (service == null || service.equals(made.service()));
    }

    /** What of all deliveries belongs to it. */
    public DeliveryFacts.Part part() {
        return new DeliveryFacts.Part(definition.streams().size() > 1 ? stream.id() : null, service, team);
    }
}
