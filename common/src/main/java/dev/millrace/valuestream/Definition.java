package dev.millrace.valuestream;

import dev.millrace.model.ArtifactSnapshot;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything an organisation says of how its work flows: its value streams, and who and what takes part.
 *
 * @param version names this definition; printed with every figure
 * @param streams at least one; an item belongs to the first whose scope accepts it
 * @param teams an item belongs to the first whose scope accepts it
 * @param services an artifact belongs to the first whose scope accepts it
 */
public record Definition(String version, List<ValueStream> streams, List<Team> teams, List<Service> services) {

    /** Copies the lists. */
    public Definition {
        Objects.requireNonNull(version, "version");
        streams = List.copyOf(streams);
        teams = List.copyOf(teams);
        services = List.copyOf(services);
        if (streams.isEmpty()) {
            throw new IllegalArgumentException("a definition has at least one value stream");
        }
    }

    /** What holds without any configuration: one stream for everything, no teams, no services. */
    public static Definition standard() {
        ValueStream stream = DefaultValueStream.create();
        return new Definition(stream.version(), List.of(stream), List.of(), List.of());
    }

    /** The stream that an item belongs to; empty if it belongs to none. */
    public Optional<ValueStream> stream(ArtifactSnapshot item) {
        return streams.stream().filter(stream -> stream.scope().accepts(item)).findFirst();
    }

    /** The team whose work an artifact is; empty if it is no team's. */
    public Optional<Team> team(ArtifactSnapshot artifact) {
        return teams.stream().filter(team -> team.scope().accepts(artifact)).findFirst();
    }

    /** The service that an artifact is about; empty if it is about none. */
    public Optional<Service> service(ArtifactSnapshot artifact) {
        return services.stream()
                .filter(service -> service.scope().accepts(artifact))
                .findFirst();
    }

    /**
     * Whether users meet what a build or deployment puts there. Empty where nothing is said of it, so that the tool's own word counts.
     *
     * @param artifact the build or deployment
     * @param environment the tool's name of the environment
     */
    public Optional<Boolean> production(ArtifactSnapshot artifact, String environment) {
        return service(artifact)
                .flatMap(service -> service.environment(environment))
                .map(Service.Environment::production);
    }
}
