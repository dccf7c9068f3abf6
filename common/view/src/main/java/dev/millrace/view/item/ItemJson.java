package dev.millrace.view.item;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.flow.Chain.Part;
import dev.millrace.flow.Chain.Rework;
import dev.millrace.flow.FlowTotals;
import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.ItemFlow.Period;
import dev.millrace.flow.Segment;
import dev.millrace.flow.Visit;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.LedgerEntry;
import dev.millrace.view.Capture;
import dev.millrace.view.EfficiencyText;
import dev.millrace.view.ExplanationJson;
import dev.millrace.view.Json;
import dev.millrace.view.JsonRenderer;
import dev.millrace.view.ReportJson;

/** An item as JSON, see {@link JsonRenderer}. */
public final class ItemJson {

    public ObjectNode item(ItemView view) {
        ObjectNode node = Json.object();
        node.put("format", JsonRenderer.ITEM_FORMAT);
        node.set("asOf", Json.instant(view.knowledge().asOf()));
        node.set("knownAt", Json.instant(view.knowledge().knownAt()));
        node.put("zone", view.zone().getId());
        ObjectNode stream = node.putObject("valueStream");
        stream.put("id", view.stream().id());
        stream.put("name", view.stream().name());
        stream.put("version", view.stream().version());
        node.set("item", snapshot(view.current().item()));
        node.set("capture", capture(view.capture()));
        node.set("cycles", Json.array(view.cycles(), ItemJson::cycle));
        if (view.events() != null) {
            node.set("formulas", Json.array(ItemReasons.FIGURES, ReportJson::metric));
            node.set("events", ExplanationJson.events(view.events()));
        }
        return node;
    }

    private static ObjectNode capture(Capture capture) {
        ObjectNode node = Json.object();
        node.put("coverageKnown", capture.of() != Capture.From.STORE);
        node.set("until", Json.instant(capture.until()));
        ArrayNode behind = node.putArray("behind");
        capture.behind()
                .forEach(one -> behind.addObject().put("source", one.source()).set("until", Json.instant(one.until())));
        node.put("otherSourcesBehind", capture.others());
        node.set("gaps", Json.array(capture.gaps(), ItemJson::gap));
        return node;
    }

    public static ObjectNode totals(FlowTotals totals) {
        ObjectNode node = Json.object();
        node.put("elapsedMs", totals.elapsed().toMillis());
        node.put("activeMs", totals.active().toMillis());
        node.put("waitingMs", totals.waiting().toMillis());
        node.put("pausedMs", totals.paused().toMillis());
        node.put("closedGapMs", totals.closedGap().toMillis());
        node.put("unmappedMs", totals.unmapped().toMillis());
        return node;
    }

    private static ObjectNode snapshot(ArtifactSnapshot item) {
        ObjectNode node = Json.object();
        node.put("id", item.artifact().toString());
        node.put("key", item.key());
        node.put("title", item.title());
        node.put("project", item.project());
        node.set(
                "nativeType", Json.text(item.type() == null ? null : item.type().name()));
        node.put("level", Json.constant(item.level()));
        node.set("parent", Json.text(item.parent()));
        node.set("state", item.state() == null ? Json.text(null) : Json.state(item.state()));
        node.set("resolution", Json.text(item.resolution()));
        node.set("url", Json.text(item.url()));
        return node;
    }

    private static ObjectNode cycle(ItemFlow flow) {
        ObjectNode node = Json.object();
        node.put("cycle", flow.cycle());
        node.put("status", Json.constant(flow.status()));
        node.put("type", flow.type().text());
        node.set("createdAt", Json.instant(flow.createdAt()));
        node.set("start", Json.instant(flow.start()));
        node.set("stop", Json.instant(flow.knownStop()));
        node.set("stopAtLatest", Json.instant(flow.stopKnown() ? null : flow.stop()));
        node.set("totals", totals(flow.totals()));
        node.set("flowTimeMs", Json.figure(flow.flowTime(), Json::millis));
        node.set("leadTimeMs", Json.figure(flow.leadTime(), Json::millis));
        node.set("flowEfficiency", Json.figure(flow.efficiency(), Json::ratio));
        node.put("smallPart", EfficiencyText.smallPart(flow));
        node.put("reopenings", flow.reopenings());
        node.put("backwardMoves", flow.backwardMoves());
        node.set("segments", Json.array(flow.segments(), ItemJson::segment));
        node.set("visits", Json.array(flow.visits(), ItemJson::visit));
        node.set("stalled", Json.array(flow.stalled(), ItemJson::stretch));
        node.set("gaps", Json.array(flow.gaps(), ItemJson::gap));
        node.put("doneRule", Json.constant(flow.chain().doneRule()));
        node.set("chain", Json.array(flow.chain().parts(), ItemJson::part));
        node.set("rework", rework(flow.chain().rework()));
        node.set("contradictions", Json.array(flow.chain().contradictions(), Json::reason));
        return node;
    }

    private static ObjectNode segment(Segment segment) {
        ObjectNode node = Json.object();
        node.set("start", Json.instant(segment.start()));
        node.set("end", Json.instant(segment.end()));
        node.put("ms", segment.length().toMillis());
        node.put("kind", segment.kind().text());
        node.set("stage", Json.stage(segment.stage()));
        node.put("cause", Json.constant(segment.cause()));
        node.put("rule", segment.rule().id());
        node.put("source", segment.source().toString());
        node.set("state", Json.state(segment.state()));
        return node;
    }

    private static ObjectNode visit(Visit visit) {
        ObjectNode node = Json.object();
        node.put("artifact", visit.artifact().toString());
        node.set("state", Json.state(visit.state()));
        node.set("stage", Json.stage(visit.stage()));
        node.set("start", Json.instant(visit.start()));
        node.set("end", Json.instant(visit.end()));
        return node;
    }

    private static ObjectNode part(Part part) {
        ObjectNode node = Json.object();
        node.put("artifact", part.artifact().toString());
        node.put("key", part.key());
        node.put("state", part.state());
        node.set("begunAt", Json.instant(part.begunAt()));
        node.set("endedAt", Json.instant(part.endedAt()));
        return node;
    }

    private static ObjectNode rework(Rework rework) {
        ObjectNode node = Json.object();
        node.put("reviewRounds", rework.reviewRounds());
        node.put("draftReturns", rework.draftReturns());
        node.put("reruns", rework.reruns());
        node.put("reverts", rework.reverts());
        return node;
    }

    private static ObjectNode stretch(Period stretch) {
        ObjectNode node = Json.object();
        node.set("start", Json.instant(stretch.start()));
        node.set("end", Json.instant(stretch.end()));
        return node;
    }

    private static ObjectNode gap(LedgerEntry gap) {
        ObjectNode node = Json.object();
        node.put("scope", gap.scope());
        node.put("measure", gap.measure());
        node.put("expected", gap.expected());
        node.put("captured", gap.captured());
        node.put("note", gap.note());
        return node;
    }
}
