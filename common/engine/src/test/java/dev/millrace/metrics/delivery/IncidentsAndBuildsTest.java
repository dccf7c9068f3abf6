package dev.millrace.metrics.delivery;

import static dev.millrace.valuestream.DefaultStages.DONE;
import static dev.millrace.valuestream.DefaultStages.IN_PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.Flows;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.ChainedChange;
import dev.millrace.model.EventHeader;
import dev.millrace.model.EventId;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.Level;
import dev.millrace.model.NativeState;
import dev.millrace.model.NativeType;
import dev.millrace.model.Reason;
import dev.millrace.model.StateCatalogue;
import dev.millrace.model.StateCategory;
import dev.millrace.model.StateDefinition;
import dev.millrace.model.ToolInstance;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.Glob;
import dev.millrace.valuestream.IncidentRules;
import dev.millrace.valuestream.Owner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which items are incidents, when builds have ended, and how long a failure lasted. */
class IncidentsAndBuildsTest {

    private static final Instant AS_OF = Instant.parse("2026-02-20T00:00:00Z");
    private static final ArtifactId BUILD = new ArtifactId(Deliveries.JENKINS, ArtifactKind.BUILD, "shop 1");

    @Test
    void item_of_type_incident_is_one_with_its_changes_and_the_first_of_their_services() {
        ItemFlow flow = incident("INCIDENT", 1);
        ItemHistory item = new ItemHistory(
                history(flow.item(), List.of()),
                List.of(),
                Map.of(),
                List.of(change("8", "acme/web"), change("7", "acme/shop")));

        assertThat(ProductionIncident.of(item, flow, Definition.standard()))
                .contains(new ProductionIncident(
                        flow.item().artifact(),
                        "TEST-1",
                        null,
                        "acme/shop",
                        null,
                        List.of(Deliveries.changeId("8"), Deliveries.changeId("7")),
                        day(1),
                        day(5)));
    }

    @Test
    void item_of_another_type_or_of_none_and_a_later_cycle_is_no_incident() {
        for (ItemFlow flow : List.of(incident("Bug", 1), incident(null, 1), incident("Incident", 2))) {
            assertThat(ProductionIncident.of(
                            ItemHistory.of(history(flow.item(), List.of())), flow, Definition.standard()))
                    .isEmpty();
        }
    }

    @Test
    void what_an_incident_is_can_be_said_by_type_label_and_priority_and_what_a_tool_calls_so_is_one_always() {
        IncidentRules rules = new IncidentRules(globs("Bug", "Out*"), List.of(), globs("Highest"));

        assertThat(rules.accepts(issue("Bug", Map.of("priority", List.of("Highest")))))
                .isTrue();
        assertThat(rules.accepts(issue("Outage", Map.of("priority", List.of("HIGHEST")))))
                .isTrue();
        assertThat(rules.accepts(issue("Bug", Map.of("priority", List.of("Low")))))
                .isFalse();
        assertThat(rules.accepts(issue("Bug", Map.of()))).isFalse();
        assertThat(rules.accepts(issue("Incident", Map.of("priority", List.of("Highest")))))
                .isFalse();
        IncidentRules labels = new IncidentRules(List.of(), globs("outage"), List.of());
        assertThat(labels.accepts(issue("Task", Map.of("labels", List.of("web", "Outage")))))
                .isTrue();
        assertThat(labels.accepts(issue("Incident", Map.of()))).isFalse();
        assertThat(labels.accepts(incidentOfATool("1").snapshot())).isTrue();
    }

    @Test
    void incident_of_a_tool_is_resolved_when_it_is_over_and_is_not_opened_again() {
        ArtifactHistory incident = incidentOfATool("1");

        ProductionIncident found = ProductionIncident.of(incident, StateCatalogue.empty(), Definition.standard());

        assertThat(found.beganAt()).isEqualTo(day(1));
        assertThat(found.resolvedAt()).as("resolved, and then closed").isEqualTo(day(3));
        assertThat(found.service()).isEqualTo("acme/shop");
        assertThat(found.belongs()).isTrue();
    }

    @Test
    void what_the_tool_says_of_its_states_decides_when_an_incident_is_over_whatever_they_are_called() {
        assertThat(resolvedAt(StateCategory.INDETERMINATE, StateCategory.INDETERMINATE))
                .isNull();
        assertThat(resolvedAt(StateCategory.INDETERMINATE, StateCategory.DONE)).isEqualTo(day(4));
        assertThat(resolvedAt(StateCategory.DONE, StateCategory.DONE)).isEqualTo(day(3));
    }

    private static @Nullable Instant resolvedAt(StateCategory resolved, StateCategory closed) {
        ArtifactHistory incident = incidentOfATool("1");
        ToolInstance tool = incident.artifact().tool();
        StateCatalogue states = new StateCatalogue(
                List.of(
                        new StateDefinition(tool, "resolved", "resolved", resolved),
                        new StateDefinition(tool, "closed", "closed", closed)),
                List.of());
        return ProductionIncident.of(incident, states, Definition.standard()).resolvedAt();
    }

    private static ArtifactHistory incidentOfATool(String id) {
        ArtifactId artifact = new ArtifactId(new ToolInstance("pager", "acme"), ArtifactKind.INCIDENT, id);
        return new ArtifactHistory(
                new ArtifactSnapshot(
                        artifact,
                        "P-" + id,
                        "",
                        "shop",
                        null,
                        Level.STANDARD,
                        null,
                        null,
                        null,
                        null,
                        day(1),
                        day(4),
                        new TreeMap<>(Map.of("service", List.of("acme/shop")))),
                List.of(
                        moved(artifact, 2, 0, "triggered", "resolved"),
                        moved(artifact, 2, 1, "resolved", "acknowledged"),
                        moved(artifact, 3, 0, "acknowledged", "resolved"),
                        moved(artifact, 4, 0, "resolved", "closed")),
                List.of());
    }

    private static FlowEvent moved(ArtifactId artifact, int day, int sequence, String from, String to) {
        return new FlowEvent.StateChanged(
                new EventHeader(EventId.of(artifact, from + day), artifact, day(day), sequence, null),
                new NativeState(from, from),
                new NativeState(to, to));
    }

    private static ArtifactSnapshot issue(String type, Map<String, List<String>> attributes) {
        return new ArtifactSnapshot(
                ArtifactId.issue(ToolInstance.jira("acme"), "1"),
                "A-1",
                "",
                "A",
                new NativeType("1", type),
                Level.STANDARD,
                null,
                null,
                null,
                null,
                day(1),
                day(1),
                new TreeMap<>(attributes));
    }

    private static List<Glob> globs(String... patterns) {
        return List.of(patterns).stream().map(Glob::new).toList();
    }

    @Test
    void incident_that_tells_its_service_itself_keeps_it() {
        ProductionIncident told = Deliveries.incident("1", day(1), null);
        ProductionIncident silent =
                new ProductionIncident(told.artifact(), told.key(), null, null, null, List.of(), told.beganAt(), null);

        assertThat(told.in("other/service").service()).isEqualTo(Deliveries.SERVICE);
        assertThat(silent.in("other/service").service()).isEqualTo("other/service");
        assertThat(silent.in(null)).isEqualTo(silent);
        assertThat(silent.belongs()).isFalse();
        ProductionIncident caused = silent.of(Deliveries.deploymentId("1"));
        assertThat(caused.deployment()).isEqualTo(Deliveries.deploymentId("1"));
        assertThat(caused.artifact()).isEqualTo(silent.artifact());
        assertThat(caused.belongs()).isTrue();
    }

    private static ItemFlow incident(@Nullable String type, int cycle) {
        ItemFlow flow = Flows.item("TEST-1")
                .cycle(cycle)
                .in(IN_PROGRESS, day(1))
                .in(DONE, day(5))
                .asOf(AS_OF);
        return flow.with(snapshot(flow.item().artifact(), "TEST-1", type), flow.chain());
    }

    private static ChainedChange change(String pull, String service) {
        ArtifactHistory source = history(snapshot(Deliveries.changeId(pull), "#" + pull, null), List.of());
        return new ChainedChange(source, List.of(), new ChainedChange.Service(service, null), true);
    }

    @Test
    void build_has_ended_as_of_its_last_result_and_not_while_it_runs() {
        ArtifactHistory build = history(
                snapshot(BUILD, "shop #1", null),
                List.of(turned(2, "queued", "running"), turned(3, "running", "success")));
        BuildResult green =
                new BuildResult(BUILD, "shop #1", null, "shop", BuildResult.End.SEEN, day(3), "success", Owner.NOBODY);

        assertThat(BuildResult.of(build, day(3))).contains(green);
        assertThat(BuildResult.of(build, day(3).minusMillis(1)))
                .contains(new BuildResult(
                        BUILD, "shop #1", null, "shop", BuildResult.End.NOT_YET, day(2), "running", Owner.NOBODY));
        assertThat(BuildResult.of(build, day(1))).isEmpty();
        assertThat(green.of(new Owner("s", "shop", "Team A")).owner()).isEqualTo(new Owner("s", "shop", "Team A"));
    }

    @Test
    void build_whose_end_nobody_tells_neither_runs_for_ever_nor_ended_at_once() {
        ArtifactHistory cut = history(ended(day(2), "failure"), List.of(turned(2, "queued", "running")));

        BuildResult result = BuildResult.of(cut, AS_OF).orElseThrow();

        assertThat(result.end()).isEqualTo(BuildResult.End.UNKNOWN);
        assertThat(result.at()).isEqualTo(day(2));
        assertThat(result.result()).isEqualTo("failure");
        assertThat(result.colour()).isEqualTo(BuildResult.Colour.NONE);
    }

    @Test
    void fields_of_later_say_nothing_of_a_build_that_still_ran() {
        ArtifactHistory later = history(ended(day(9), "failure"), List.of(turned(2, "queued", "running")));

        assertThat(BuildResult.of(later, day(8)).orElseThrow().end()).isEqualTo(BuildResult.End.NOT_YET);
        assertThat(BuildResult.of(later, day(9)).orElseThrow().end()).isEqualTo(BuildResult.End.UNKNOWN);
    }

    @Test
    void build_that_was_aborted_in_the_queue_has_an_end_and_one_that_waits_there_has_none() {
        ArtifactHistory aborted = history(ended(day(2), "aborted"), List.of(turned(2, "queued", "aborted")));
        FlowEvent asked = new FlowEvent.Created(
                new EventHeader(EventId.of(BUILD, "c"), BUILD, day(2), 0, null), new NativeState(null, "queued"), null);

        assertThat(BuildResult.of(aborted, AS_OF).orElseThrow().end()).isEqualTo(BuildResult.End.SEEN);
        BuildResult waits = BuildResult.of(history(snapshot(BUILD, "shop #1", null), List.of(asked)), AS_OF)
                .orElseThrow();
        assertThat(waits.end()).isEqualTo(BuildResult.End.NOT_YET);
        assertThat(waits.result()).isEqualTo("queued");
    }

    private static ArtifactSnapshot ended(Instant updated, String state) {
        return new ArtifactSnapshot(
                BUILD,
                "shop #1",
                "",
                "shop",
                null,
                Level.STANDARD,
                null,
                new NativeState(null, state),
                null,
                null,
                day(1),
                updated,
                new TreeMap<>());
    }

    @Test
    void failure_that_was_over_before_its_deployment_contradicts_itself() {
        assertThat(failure(day(3), day(2)).recoveryTime(AS_OF).reason())
                .map(Reason::code)
                .contains(Reason.Code.CLOCK_SKEW);
        assertThat(failure(day(3), day(3)).recoveryTime(AS_OF).measured()).isPresent();
        assertThat(DeploymentFailure.Kind.ROLLBACK.text()).isEqualTo("rollback");
    }

    private static DeploymentFailure failure(Instant deployed, Instant recovered) {
        return new DeploymentFailure(
                DeploymentFailure.Kind.ROLLBACK,
                Deliveries.deploymentId("2"),
                "deploy 2",
                Deliveries.deploymentId("1"),
                deployed,
                Deliveries.deploymentId("2"),
                recovered,
                "an older commit was deployed after it");
    }

    private static FlowEvent turned(int day, String from, String to) {
        EventHeader header = new EventHeader(EventId.of(BUILD, "e" + day), BUILD, day(day), day, null);
        return new FlowEvent.StateChanged(header, new NativeState(null, from), new NativeState(null, to));
    }

    private static ArtifactHistory history(ArtifactSnapshot snapshot, List<FlowEvent> events) {
        return new ArtifactHistory(snapshot, new ArrayList<>(events), List.of());
    }

    private static ArtifactSnapshot snapshot(ArtifactId id, String key, @Nullable String type) {
        return new ArtifactSnapshot(
                id,
                key,
                "",
                "shop",
                type == null ? null : new NativeType(null, type),
                Level.STANDARD,
                null,
                null,
                null,
                null,
                day(1),
                day(1),
                new TreeMap<>());
    }

    private static Instant day(int day) {
        return Instant.parse("2026-02-0" + day + "T00:00:00Z");
    }
}
