package dev.millrace.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.metrics.report.FlowReport;
import dev.millrace.metrics.report.Reports;
import dev.millrace.view.item.ItemJson;
import dev.millrace.view.item.ItemView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void a_report_holds_its_figures_exactly() throws Exception {
        FlowReport report = Samples.report();
        JsonNode json = new ObjectMapper().readTree(ReportJson.render(ReportView.of(report, Reports.NO_EXTRAS)));

        assertThat(json.get("format").textValue()).isEqualTo("millrace.report/1");
        assertThat(json.at("/request/window/start").textValue()).isEqualTo("2026-08-25T22:00:00Z");
        assertThat(json.at("/request/asOf").textValue()).isEqualTo(Samples.AS_OF.toString());
        assertThat(json.at("/flowTime/percentiles/state").textValue()).isEqualTo("measured");
        assertThat(json.at("/flowTime/percentiles/value/p50").longValue())
                .isEqualTo(report.flowTime()
                        .percentiles()
                        .measured()
                        .orElseThrow()
                        .p50()
                        .toMillis());
        assertThat(json.at("/flowLoad/timeInWindow/elapsedMs").longValue())
                .isEqualTo(report.load().timeInWindow().elapsed().toMillis());
        assertThat(json.at("/flowVelocity/weeks"))
                .hasSameSizeAs(report.velocity().weeks());
        assertThat(json.at("/dataQuality/unmappedStates/0/state/name").textValue())
                .isEqualTo("Vendor desk");
    }

    @Test
    void a_figure_without_a_value_has_a_reason_and_no_value() throws Exception {
        JsonNode json = new ObjectMapper()
                .readTree(ReportJson.render(ReportView.of(Samples.report(List.of()), Reports.NO_EXTRAS)));
        JsonNode ratio = json.at("/flowEfficiency/ratio");
        assertThat(ratio.get("state").textValue()).isEqualTo("unknown");
        assertThat(ratio.has("value")).isFalse();
        assertThat(ratio.at("/reason/code").textValue()).isEqualTo("no-items");
        assertThat(ratio.at("/reason/detail").textValue()).isNotBlank();
    }

    @Test
    void an_item_tells_its_open_figures_as_lower_bounds_and_all_its_segments() throws Exception {
        ItemView view = Samples.item();
        JsonNode json = new ObjectMapper().readTree(ItemJson.render(view));
        assertThat(json.at("/item/key").textValue()).isEqualTo("SHOP-4711");
        JsonNode second = json.at("/cycles/1");
        assertThat(second.at("/flowTimeMs/state").textValue()).isEqualTo("open");
        assertThat(second.at("/flowTimeMs/atLeast").longValue())
                .isEqualTo(view.current().totals().elapsed().toMillis());
        JsonNode first = json.at("/cycles/0");
        assertThat(first.at("/flowTimeMs/value").longValue())
                .isEqualTo(Duration.parse("P15DT8H9M13S").toMillis());
        assertThat(first.get("segments")).hasSize(9);
        assertThat(first.at("/segments/4/stage").isNull()).isTrue();
        assertThat(first.at("/segments/4/kind").textValue()).isEqualTo("unmapped");
    }

    @Test
    void fields_keep_their_names() throws Exception {
        JsonNode report =
                new ObjectMapper().readTree(ReportJson.render(ReportView.of(Samples.report(), Reports.NO_EXTRAS)));
        assertThat(names(report))
                .containsExactly(
                        "format",
                        "summary",
                        "request",
                        "valueStream",
                        "items",
                        "flowTime",
                        "leadTime",
                        "flowEfficiency",
                        "flowVelocity",
                        "flowLoad",
                        "flowDistribution",
                        "sprints",
                        "stageTime",
                        "waitingShare",
                        "bottleneck",
                        "valueStreamMap",
                        "flowTrend",
                        "ageing",
                        "inProgress",
                        "cumulativeFlow",
                        "handOffs",
                        "origin",
                        "neverStarted",
                        "dataQuality");
        JsonNode item = new ObjectMapper().readTree(ItemJson.render(Samples.item()));
        assertThat(names(item))
                .containsExactly("format", "asOf", "knownAt", "zone", "valueStream", "item", "capture", "cycles");
        assertThat(names(item.at("/cycles/0")))
                .containsExactly(
                        "cycle",
                        "status",
                        "type",
                        "createdAt",
                        "start",
                        "stop",
                        "stopAtLatest",
                        "totals",
                        "flowTimeMs",
                        "leadTimeMs",
                        "flowEfficiency",
                        "smallPart",
                        "reopenings",
                        "backwardMoves",
                        "segments",
                        "visits",
                        "stalled",
                        "gaps",
                        "doneRule",
                        "chain",
                        "rework",
                        "contradictions");
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
