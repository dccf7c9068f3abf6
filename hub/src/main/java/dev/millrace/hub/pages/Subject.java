package dev.millrace.hub.pages;

import dev.millrace.app.report.ReportQuestion;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.ValueStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a page of the hub reports on: a value stream, or the part of it that is the work of a team or changes a service.
 *
 * @param kind which of these
 * @param id the id of the stream, team or service in the definition
 * @param name what people read; hostile text
 * @param stream the id of the stream; null if the definition has only one, which needs no name
 */
public record Subject(
        Kind kind, String id, String name, @Nullable String stream) {

    /** What there is a page of. */
    public enum Kind {
        /** A value stream. */
        STREAM("Value streams"),
        /** A team. */
        TEAM("Teams"),
        /** A service. */
        SERVICE("Services");

        private final String plural;

        Kind(String plural) {
            this.plural = plural;
        }

        /** The heading of a list of them. */
        String plural() {
            return plural;
        }
    }

    /** Validates. */
    public Subject {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
    }

    /** The subjects of a definition: streams first, then each team, then each service, in every stream. */
    public static List<Subject> of(Definition definition) {
        List<ValueStream> streams = definition.streams();
        return Stream.of(
                        streams.stream()
                                .map(stream ->
                                        new Subject(Kind.STREAM, stream.id(), stream.name(), named(stream, streams))),
                        definition.teams().stream()
                                .flatMap(team -> in(streams, streams, Kind.TEAM, team.id(), team.name())),
                        definition.services().stream()
                                .flatMap(service -> in(streams, streams, Kind.SERVICE, service.id(), service.name())))
                .flatMap(all -> all)
                .toList();
    }

    private static Stream<Subject> in(
            List<ValueStream> streams, List<ValueStream> all, Kind kind, String id, String name) {
        return streams.stream()
                .map(stream -> new Subject(
                        kind, id, all.size() == 1 ? name : name + " in " + stream.name(), named(stream, all)));
    }

    /** The repositories of a stream as its services, where the definition has none. */
    public static List<Subject> ofRepositories(Definition definition, Map<String, Set<String>> byStream) {
        List<ValueStream> streams = definition.streams();
        return streams.stream()
                .flatMap(stream -> byStream.getOrDefault(stream.id(), Set.of()).stream()
                        .flatMap(name -> in(List.of(stream), streams, Kind.SERVICE, name, name)))
                .toList();
    }

    private static @Nullable String named(ValueStream stream, List<ValueStream> all) {
        return all.size() == 1 ? null : stream.id();
    }

    /** The report of its page, over the usual window. */
    public ReportQuestion question() {
        return new ReportQuestion(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Optional.ofNullable(stream),
                kind == Kind.TEAM ? Optional.of(id) : Optional.empty(),
                kind == Kind.SERVICE ? Optional.of(id) : Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
