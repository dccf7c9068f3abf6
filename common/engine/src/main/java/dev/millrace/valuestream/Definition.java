package dev.millrace.valuestream;

import dev.millrace.model.ArtifactSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything an organisation says of how its work flows: its value streams, and who and what takes part.
 *
 * @param version names this definition with everything that it says, also of later days
 * @param text everything that it says, in whatever form: two definitions with the same text say the same
 * @param streams at least one; an item belongs to the first whose scope accepts it
 * @param teams an item belongs to the first whose scope accepts it
 * @param services an artifact belongs to the first whose scope accepts it
 * @param incidents which issues are incidents
 * @param target how effort is meant to be divided, or null if nothing is declared
 * @param origins by what the origin of changes is told
 */
public record Definition(
        String version,
        String text,
        List<ValueStream> streams,
        List<Team> teams,
        List<Service> services,
        IncidentRules incidents,
        @Nullable EffortTarget target,
        OriginRules origins) {

    /** A definition that declares no target, and no rules of origins but the standard ones. */
    public Definition(
            String version,
            String text,
            List<ValueStream> streams,
            List<Team> teams,
            List<Service> services,
            IncidentRules incidents) {
        this(version, text, streams, teams, services, incidents, null, OriginRules.STANDARD);
    }

    /** Copies the lists. */
    public Definition {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(text, "text");
        streams = List.copyOf(streams);
        teams = List.copyOf(teams);
        services = List.copyOf(services);
        Objects.requireNonNull(incidents, "incidents");
        Objects.requireNonNull(origins, "origins");
        if (streams.isEmpty()) {
            throw new IllegalArgumentException("a definition has at least one value stream");
        }
    }

    /** What holds without any configuration: one stream for everything, no teams, no services. */
    public static Definition standard() {
        ValueStream stream = DefaultValueStream.create();
        return new Definition(
                stream.version(), stream.version(), List.of(stream), List.of(), List.of(), IncidentRules.STANDARD);
    }

    /** The definition as it was at an instant, see {@link ValueStream#asOf}. */
    public Definition asOf(Instant instant) {
        return new Definition(
                version,
                text,
                streams.stream().map(stream -> stream.asOf(instant)).toList(),
                teams,
                services,
                incidents,
                target,
                origins);
    }

    /** The stream that an item belongs to; empty if it belongs to none. */
    public Optional<ValueStream> stream(ArtifactSnapshot item) {
        return streams.stream().filter(stream -> stream.scope().accepts(item)).findFirst();
    }

    /** The team whose work an artifact is; empty if it is no team's. */
    public Optional<Team> team(ArtifactSnapshot artifact) {
        return team(artifact, artifact.project());
    }

    /** The team whose work an artifact was when it lived in that project, which it may have left since. */
    public Optional<Team> team(ArtifactSnapshot artifact, String project) {
        return teams.stream()
                .filter(team -> team.scope().accepts(artifact, project))
                .findFirst();
    }

    /** The service that an artifact is about; empty if it is about none. */
    public Optional<Service> service(ArtifactSnapshot artifact) {
        return services.stream()
                .filter(service -> service.scope().accepts(artifact))
                .findFirst();
    }

    /** Whose an artifact is. */
    public Owner owner(ArtifactSnapshot artifact) {
        String stream =
                streams.size() > 1 ? stream(artifact).map(ValueStream::id).orElse(null) : null;
        String service = service(artifact).map(Service::name).orElse(null);
        String team = team(artifact).map(Team::name).orElse(null);
        return stream == null && service == null && team == null ? Owner.NOBODY : new Owner(stream, service, team);
    }

    /**
     * Whether users meet what a build or deployment puts there. Empty where nothing is said of it, so that the tool's own word counts.
     *
     * @param artifact the build or deployment
     * @param environment the tool's name of the environment, or null if it names none: then the job's name decides
     */
    public Optional<Boolean> production(ArtifactSnapshot artifact, @Nullable String environment) {
        return environment(artifact, environment).map(Service.Environment::production);
    }

    /** The environment that a build or deployment puts something into; empty where nothing is said of it. */
    public Optional<Service.Environment> environment(ArtifactSnapshot artifact, @Nullable String environment) {
        return service(artifact).flatMap(service -> {
            Optional<Service.Environment> named =
                    environment == null ? Optional.empty() : service.environment(environment);
            return named.or(() -> service.environmentOfJob(artifact));
        });
    }
}
