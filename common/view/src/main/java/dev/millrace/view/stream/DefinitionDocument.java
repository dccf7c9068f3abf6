package dev.millrace.view.stream;

import dev.millrace.document.Block.Column;
import dev.millrace.document.Block.Paragraph;
import dev.millrace.document.Block.Row;
import dev.millrace.document.Block.Table;
import dev.millrace.document.Cell;
import dev.millrace.document.Document;
import dev.millrace.document.Document.Fact;
import dev.millrace.document.Document.Section;
import dev.millrace.document.Formats;
import dev.millrace.model.NativeState;
import dev.millrace.model.StateCatalogue;
import dev.millrace.model.StateUse;
import dev.millrace.model.ToolInstance;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.Glob;
import dev.millrace.valuestream.IncidentRules;
import dev.millrace.valuestream.MappedStage;
import dev.millrace.valuestream.ReopenPolicy;
import dev.millrace.valuestream.Rules;
import dev.millrace.valuestream.Selection;
import dev.millrace.valuestream.Service;
import dev.millrace.valuestream.Stage;
import dev.millrace.valuestream.Team;
import dev.millrace.valuestream.ValueStream;
import dev.millrace.view.Labels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A value-stream definition in words: what holds, and what every state that was seen stands for. */
public final class DefinitionDocument {

    private record Seen(ToolInstance tool, NativeState state) {}

    private static final Comparator<Seen> BY_NAME = Comparator.comparing(Seen::tool)
            .thenComparing(seen -> seen.state().name())
            .thenComparing(seen -> String.valueOf(seen.state().id()));

    private final Definition definition;
    private final StateCatalogue states;

    private DefinitionDocument(Definition definition, StateCatalogue states) {
        this.definition = definition;
        this.states = states;
    }

    /**
     * The definition in words.
     *
     * @param states the states that were seen so far
     */
    public static Document of(Definition definition, StateCatalogue states) {
        return new DefinitionDocument(definition, states).document();
    }

    private Document document() {
        List<Section> sections = new ArrayList<>();
        definition.streams().forEach(stream -> addStream(sections, stream));
        if (!definition.teams().isEmpty()) {
            sections.add(new Section("teams", "Teams", "", List.of(teams())));
        }
        if (!definition.services().isEmpty()) {
            sections.add(new Section("services", "Services", "", List.of(services())));
        }
        sections.add(new Section("incidents", "Incidents", "", List.of(new Paragraph(incidents()))));
        return new Document(
                "Value-stream definition",
                "version " + Formats.shorten(definition.version(), Formats.NAME),
                List.of(
                        Fact.of("Streams", Formats.count(definition.streams().size())),
                        Fact.of("Teams", Formats.count(definition.teams().size())),
                        Fact.of("Services", Formats.count(definition.services().size()))),
                List.of(),
                sections);
    }

    private void addStream(List<Section> sections, ValueStream stream) {
        String title = Formats.shorten(stream.name(), Formats.NAME);
        sections.add(new Section(
                stream.id() + "-stages",
                title + ": stages",
                "In the order of work. Scope: " + words(stream.scope()),
                List.of(stages(stream), rules(stream))));
        Table mapping = states(stream);
        sections.add(new Section(
                stream.id() + "-states",
                title + ": the stage of each state",
                mapping.rows().isEmpty() ? "No state was seen yet; run millrace sync." : "By the latest rules.",
                mapping.rows().isEmpty() ? List.of() : List.of(mapping)));
    }

    private static Table stages(ValueStream stream) {
        List<Row> rows = new ArrayList<>();
        for (Stage stage : stream.stages()) {
            String waitsFor =
                    stage.waitingFor() == null ? "" : stage.waitingFor().text();
            rows.add(Row.of(
                    Cell.text(stage.id()),
                    Cell.text(Formats.shorten(stage.name(), Formats.NAME)),
                    Cell.text(Labels.of(stage.kind())),
                    Cell.text(waitsFor)));
        }
        return new Table(
                "Stages",
                List.of(
                        Column.words("Id"),
                        Column.words("Stage"),
                        Column.words("Counts as"),
                        Column.words("Waits for")),
                rows);
    }

    private static Table rules(ValueStream stream) {
        List<Row> rows = new ArrayList<>();
        for (Rules rules : stream.rules()) {
            String from = rules.from().equals(Instant.MIN)
                    ? "the beginning"
                    : rules.from().toString();
            rows.add(Row.of(Cell.text(from), Cell.text(rules.done().text()), Cell.text(words(rules.reopen()))));
        }
        return new Table("Rules", List.of(Column.words("From"), Column.words("Done"), Column.words("A re-open")), rows);
    }

    private Table states(ValueStream stream) {
        Map<Seen, SortedSet<String>> seen = new TreeMap<>(BY_NAME);
        for (StateUse use : states.uses()) {
            seen.computeIfAbsent(new Seen(use.tool(), use.state()), key -> new TreeSet<>())
                    .add(use.project());
        }
        List<Row> rows = new ArrayList<>();
        seen.forEach((state, projects) -> {
            MappedStage mapped = stream.mapping()
                    .map(
                            state.state(),
                            states.definition(state.tool(), state.state()).orElse(null))
                    .orElse(null);
            rows.add(Row.of(
                    Cell.text(Formats.shorten(state.state().name(), Formats.NAME)),
                    Cell.text(String.valueOf(state.tool())),
                    Cell.text(Formats.shorten(String.join(", ", projects), Formats.NAME)),
                    Cell.text(
                            mapped == null
                                    ? "(unmapped)"
                                    : Formats.shorten(mapped.stage().name(), Formats.NAME)),
                    Cell.text(because(mapped))));
        });
        return new Table(
                "States",
                List.of(
                        Column.words("State"),
                        Column.words("Tool"),
                        Column.words("Projects"),
                        Column.words("Stage"),
                        Column.words("Mapped by")),
                rows);
    }

    private static String because(@Nullable MappedStage mapped) {
        if (mapped == null) {
            return "no rule matches, and the tool reports no category";
        }
        return (mapped.guessed() ? "guessed: " : "") + Formats.shorten(mapped.because(), Formats.TITLE);
    }

    private String incidents() {
        IncidentRules rules = definition.incidents();
        return "Incidents are issues" + oneOf(" of type ", rules.types())
                + oneOf(" with label ", rules.labels()) + oneOf(" of priority ", rules.priorities())
                + ", and whatever a tool calls an incident.";
    }

    private static String oneOf(String what, List<Glob> patterns) {
        return patterns.isEmpty()
                ? ""
                : what
                        + patterns.stream()
                                .map(glob -> Formats.shorten(glob.toString(), Formats.NAME))
                                .collect(Collectors.joining(" or "));
    }

    private Table teams() {
        List<Row> rows = new ArrayList<>();
        for (Team team : definition.teams()) {
            rows.add(Row.of(
                    Cell.text(team.id()),
                    Cell.text(Formats.shorten(team.name(), Formats.NAME)),
                    Cell.text(words(team.scope())),
                    Cell.text(
                            team.calendar() == null
                                    ? ""
                                    : team.calendar().zone().getId())));
        }
        return new Table(
                "Teams",
                List.of(Column.words("Id"), Column.words("Team"), Column.words("Scope"), Column.words("Calendar")),
                rows);
    }

    private Table services() {
        List<Row> rows = new ArrayList<>();
        for (Service service : definition.services()) {
            String environments = service.environments().stream()
                    .map(environment -> Formats.shorten(environment.name(), Formats.NAME)
                            + (environment.production() ? " (production)" : ""))
                    .collect(Collectors.joining(" -> "));
            rows.add(Row.of(
                    Cell.text(service.id()),
                    Cell.text(Formats.shorten(service.name(), Formats.NAME)),
                    Cell.text(words(service.scope())),
                    Cell.text(environments)));
        }
        return new Table(
                "Services",
                List.of(
                        Column.words("Id"),
                        Column.words("Service"),
                        Column.words("Scope"),
                        Column.words("Environments")),
                rows);
    }

    private static String words(ReopenPolicy reopen) {
        return switch (reopen.mode()) {
            case EXTEND ->
                "extends the item within " + Formats.duration(reopen.within()) + ", later begins a new cycle";
            case NEW_CYCLE -> "begins a new cycle";
            case FIRST_DONE -> "changes nothing: the first done counts";
        };
    }

    private static String words(Selection scope) {
        if (scope.everything()) {
            return "everything";
        }
        List<String> parts = new ArrayList<>();
        add(parts, "projects", scope.projects());
        add(parts, "repositories", scope.repositories());
        add(parts, "jobs", scope.jobs());
        add(parts, "labels", scope.labels());
        return Formats.shorten(String.join("; ", parts), Formats.TITLE);
    }

    private static void add(List<String> parts, String what, List<Glob> globs) {
        if (!globs.isEmpty()) {
            parts.add(what + ' ' + globs.stream().map(Glob::toString).collect(Collectors.joining(", ")));
        }
    }
}
