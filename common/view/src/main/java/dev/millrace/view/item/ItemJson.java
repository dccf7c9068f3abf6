package dev.millrace.view.item;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.codec.PrintedJson;
import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.Segment;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.view.Capture;
import dev.millrace.view.EfficiencyText;
import dev.millrace.view.Json;

/** An item as JSON, see {@link Json}. */
public final class ItemJson {

    /** The layout of an item. */
    private static final String FORMAT = "millrace.item/1";

    private ItemJson() {}

    /** An item, ended by a line feed. */
    public static String render(ItemView view) {
        return PrintedJson.pretty(tree(view));
    }

    /** An item. */
    public static ObjectNode tree(ItemView view) {
        ObjectNode node = Json.object();
        node.put("format", FORMAT);
        node.set("asOf", Json.text(view.knowledge().asOf()));
        node.set("knownAt", Json.text(view.knowledge().knownAt()));
        node.put("zone", view.zone().getId());
        ObjectNode stream = node.putObject("valueStream");
        stream.put("id", view.stream().id());
        stream.put("name", view.stream().name());
        stream.put("version", view.stream().version());
        node.set("item", snapshot(view.current().item()));
        node.set("capture", capture(view.capture()));
        node.set("cycles", Json.array(view.cycles(), ItemJson::cycle));
        if (view.events() != null) {
            node.set("formulas", Json.array(ItemReasons.FIGURES, Json::metric));
            node.set("events", Json.tree(view.events()));
        }
        return node;
    }

    static ObjectNode capture(Capture capture) {
        ObjectNode node = Json.object();
        node.put("coverageKnown", capture.of() != Capture.From.STORE);
        node.set("until", Json.text(capture.until()));
        node.set("behind", Json.tree(capture.behind()));
        node.put("otherSourcesBehind", capture.others());
        node.set("gaps", Json.tree(capture.gaps()));
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
        node.set("state", Json.tree(item.state()));
        node.set("resolution", Json.text(item.resolution()));
        node.set("url", Json.text(item.url()));
        return node;
    }

    private static ObjectNode cycle(ItemFlow flow) {
        ObjectNode node = Json.object();
        node.put("cycle", flow.cycle());
        node.put("status", Json.constant(flow.status()));
        node.put("type", flow.type().text());
        node.set("createdAt", Json.text(flow.createdAt()));
        node.set("start", Json.text(flow.start()));
        node.set("stop", Json.text(flow.knownStop()));
        node.set("stopAtLatest", Json.text(flow.stopKnown() ? null : flow.stop()));
        node.set("totals", Json.tree(flow.totals()));
        node.set("flowTimeMs", Json.tree(flow.flowTime()));
        node.set("leadTimeMs", Json.tree(flow.leadTime()));
        node.set("flowEfficiency", Json.tree(flow.efficiency()));
        node.put("smallPart", EfficiencyText.smallPart(flow));
        node.put("reopenings", flow.reopenings());
        node.put("backwardMoves", flow.backwardMoves());
        node.set("segments", Json.array(flow.segments(), ItemJson::segment));
        node.set("visits", Json.tree(flow.visits()));
        node.set("stalled", Json.tree(flow.stalled()));
        node.set("gaps", Json.tree(flow.gaps()));
        node.put("doneRule", Json.constant(flow.chain().doneRule()));
        node.set("chain", Json.tree(flow.chain().parts()));
        node.set("rework", Json.tree(flow.chain().rework()));
        node.set("contradictions", Json.tree(flow.chain().contradictions()));
        return node;
    }

    private static ObjectNode segment(Segment segment) {
        ObjectNode node = Json.object();
        node.set("start", Json.text(segment.start()));
        node.set("end", Json.text(segment.end()));
        node.put("ms", segment.length().toMillis());
        node.put("kind", segment.kind().text());
        node.set("stage", Json.tree(segment.stage()));
        node.put("cause", Json.constant(segment.cause()));
        node.put("rule", segment.rule().id());
        node.put("source", segment.source().toString());
        node.set("state", Json.tree(segment.state()));
        return node;
    }
}
