package dev.millrace.config;

import dev.millrace.valuestream.DayRate;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.EffortTarget;
import dev.millrace.valuestream.Glob;
import dev.millrace.valuestream.IncidentRules;
import dev.millrace.valuestream.OriginRules;
import dev.millrace.valuestream.Selection;
import dev.millrace.valuestream.Service;
import dev.millrace.valuestream.Service.Environment;
import dev.millrace.valuestream.Team;
import dev.millrace.valuestream.ValueStream;
import dev.millrace.valuestream.WorkCalendar;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a value-stream definition: the {@code valueStream} of {@code millrace.yml}, or a file of its own. */
final class DefinitionReader {

    private final ZoneId dates;

    /** A reader for which days begin in that zone. */
    DefinitionReader(ZoneId dates) {
        this.dates = dates;
    }

    /** The definition; what is wrong with it has been reported. */
    Optional<Definition> read(YamlNode node) {
        return node.mapping(StreamKeys.DEFINITION).flatMap(part -> {
            Optional<String> named = part.get("version").flatMap(Values::text);
            String version = named.orElseGet(() -> ContentVersion.of(node.content()));
            String first = named.orElseGet(() -> ContentVersion.of(node.contentWithout(StreamKeys.VERSIONS)));
            StreamReader streamReader = new StreamReader(first, named.isPresent(), dates);
            List<ValueStream> streams = part.get("streams")
                    .map(list -> parts(list, "a stream", streamReader::read, ValueStream::id))
                    .orElse(List.of());
            List<Team> teams = part.get("teams")
                    .map(list -> parts(list, "a team", DefinitionReader::team, Team::id))
                    .orElse(List.of());
            List<Service> services = part.get("services")
                    .map(list -> parts(list, "a service", DefinitionReader::service, Service::id))
                    .orElse(List.of());
            if (part.get("streams").isEmpty()) {
                streams = List.of(standard(first));
            } else if (streams.isEmpty()) {
                return Optional.empty();
            }
            IncidentRules incidents =
                    part.get("incidents").flatMap(DefinitionReader::incidents).orElse(IncidentRules.STANDARD);
            @Nullable EffortTarget target =
                    part.get("effortTarget").flatMap(EffortReader::target).orElse(null);
            EffortReader.requireOneCurrency(teams, part.get("teams"));
            OriginRules origins = part.get("origins").map(OriginReader::rules).orElse(OriginRules.STANDARD);
            return Optional.of(
                    new Definition(version, node.content(), streams, teams, services, incidents, target, origins));
        });
    }

    /** The default stream, under the version of a definition that only adds to it. */
    private static ValueStream standard(String version) {
        ValueStream stream = Definition.standard().streams().get(0);
        return new ValueStream(
                stream.id(),
                stream.name(),
                stream.version() + ", " + version,
                stream.scope(),
                stream.stages(),
                stream.rules(),
                stream.countsBackwardMoves(),
                stream.stalledAfter(),
                stream.expectation(),
                stream.delivery());
    }

    private static <T> List<T> parts(
            YamlNode list, String what, Function<YamlNode, Optional<T>> read, Function<T, String> id) {
        List<T> parts = new ArrayList<>();
        Map<String, FilePosition> places = new HashMap<>();
        for (YamlNode item : list.items(what)) {
            read.apply(item).ifPresent(part -> {
                FilePosition first = places.putIfAbsent(id.apply(part), item.place());
                if (first == null) {
                    parts.add(part);
                } else {
                    item.error("has the same id as " + what + " in line " + first.line());
                }
            });
        }
        return parts;
    }

    private static Optional<Team> team(YamlNode node) {
        return node.mapping(StreamKeys.TEAM).flatMap(team -> {
            Optional<String> id =
                    team.require("id", "a stable name, such as payments").flatMap(Values::id);
            Optional<Selection> scope = ScopeReader.required(team);
            @Nullable WorkCalendar calendar =
                    team.get("calendar").flatMap(CalendarReader::read).orElse(null);
            @Nullable DayRate dayRate = team.get("dayRate").flatMap(EffortReader::dayRate).orElse(null);
            Optional<String> name = team.get("name").flatMap(Values::text);
            return id.isEmpty() || scope.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Team(id.get(), name.orElse(id.get()), scope.get(), calendar, dayRate));
        });
    }

    private static Optional<Service> service(YamlNode node) {
        return node.mapping(StreamKeys.SERVICE).flatMap(service -> {
            Optional<String> id =
                    service.require("id", "a stable name, such as shop").flatMap(Values::id);
            Optional<Selection> scope = ScopeReader.required(service);
            List<Environment> environments = service.get("environments")
                    .map(list -> parts(list, "an environment", DefinitionReader::environment, Environment::name))
                    .orElse(List.of());
            Optional<String> name = service.get("name").flatMap(Values::text);
            return id.isEmpty() || scope.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Service(id.get(), name.orElse(id.get()), scope.get(), environments));
        });
    }

    private static Optional<IncidentRules> incidents(YamlNode node) {
        return node.mapping(StreamKeys.INCIDENTS).flatMap(incidents -> {
            List<Glob> types = globs(incidents, "types", "an issue type such as Incident");
            List<Glob> labels = globs(incidents, "labels", "a label such as outage");
            List<Glob> priorities = globs(incidents, "priorities", "a priority such as Highest");
            if (types.isEmpty() && labels.isEmpty() && priorities.isEmpty()) {
                node.error("must say by types, labels or priorities what an incident is");
                return Optional.empty();
            }
            return Optional.of(new IncidentRules(types, labels, priorities));
        });
    }

    private static List<Glob> globs(YamlNode.Mapping part, String key, String what) {
        return part.get(key).map(list -> Values.globs(list, what)).orElse(List.of());
    }

    private static Optional<Environment> environment(YamlNode node) {
        return node.mapping(StreamKeys.ENVIRONMENT).flatMap(environment -> {
            Optional<String> name = environment
                    .require("name", "what people call it, such as production")
                    .flatMap(Values::text);
            List<Glob> matches = environment
                    .get("matches")
                    .map(list -> Values.globs(list, "a pattern such as prod-*"))
                    .orElse(List.of());
            List<Glob> jobs = environment
                    .get("jobs")
                    .map(list -> Values.globs(list, "a pattern such as shop/deploy-prod"))
                    .orElse(List.of());
            boolean production =
                    environment.get("production").flatMap(YamlNode::bool).orElse(false);
            return name.map(text -> new Environment(text, matches, jobs, production));
        });
    }
}
