package dev.millrace.view.item;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.codec.PrintedJson;
import dev.millrace.metrics.load.InProgress.Place;
import dev.millrace.metrics.time.TimeLeft;
import dev.millrace.reach.ChangeReach;
import dev.millrace.reach.ItemReach.There;
import dev.millrace.reach.Stop;
import dev.millrace.view.Json;

/** Where an item is, as JSON, see {@link Json}. */
public final class WhereJson {

    /** The layout of where an item is. */
    private static final String FORMAT = "millrace.where/1";

    private WhereJson() {}

    /** Where an item is, ended by a line feed. */
    public static String render(WhereView view) {
        return PrintedJson.pretty(tree(view));
    }

    /** Where an item is. */
    public static ObjectNode tree(WhereView view) {
        ObjectNode node = Json.object();
        node.put("format", FORMAT);
        node.set("asOf", Json.text(view.knowledge().asOf()));
        node.set("knownAt", Json.text(view.knowledge().knownAt()));
        node.putObject("valueStream")
                .put("id", view.stream().id())
                .put("name", view.stream().name())
                .put("version", view.stream().version());
        node.set("capture", ItemJson.capture(view.capture()));
        node.put("artifact", view.flow().item().artifact().toString());
        node.put("key", view.flow().item().key());
        node.put("title", view.flow().item().title());
        node.put("status", Json.constant(view.flow().status()));
        node.set("issues", Json.array(view.issues(), Json::text));
        node.set("environments", Json.array(view.reach().environments(), WhereJson::there));
        node.set("changes", Json.array(view.reach().changes(), WhereJson::change));
        Place place = view.place();
        node.set("place", place == null ? Json.text(null) : place(place));
        TimeLeft left = view.left();
        node.set("usually", left == null ? Json.text(null) : usually(left, view.days()));
        return node;
    }

    private static ObjectNode there(There there) {
        ObjectNode node = Json.object();
        node.put("environment", there.environment());
        node.put("production", there.production());
        node.put("changesThere", there.arrived());
        node.put("changes", there.of());
        node.put("changesUnknown", there.unknown());
        node.set("since", Json.text(there.since()));
        node.put("by", there.by().key());
        return node;
    }

    private static ObjectNode change(ChangeReach change) {
        ObjectNode node = Json.object();
        node.put("artifact", change.artifact().toString());
        node.put("key", change.key());
        node.put("state", change.state());
        node.set("mergedAt", Json.text(change.mergedAt()));
        node.put("service", change.service());
        node.put("traced", change.traced());
        node.set("stops", Json.array(change.stops(), WhereJson::stop));
        return node;
    }

    private static ObjectNode stop(Stop stop) {
        ObjectNode node = Json.object();
        node.put("environment", stop.environment());
        node.put("production", stop.production());
        node.put("state", Json.constant(stop.state()));
        node.set("at", Json.text(stop.at()));
        node.put("by", stop.key());
        return node;
    }

    private static ObjectNode place(Place place) {
        ObjectNode node = Json.object();
        node.set("stage", Json.text(place.stage() == null ? null : place.stage().name()));
        node.put("waits", place.waits());
        node.set("since", Json.text(place.since()));
        node.put("stayMs", place.stay().toMillis());
        node.set("for", Json.text(place.key()));
        node.put("state", place.state());
        return node;
    }

    private static ObjectNode usually(TimeLeft left, int days) {
        ObjectNode node = Json.object();
        node.put("days", days);
        node.put("visits", left.visits());
        node.set("untilDone", Json.tree(left.left()));
        node.set("next", Json.array(left.next(), next -> {
            ObjectNode one = Json.object();
            one.set(
                    "stage",
                    Json.text(next.stage() == null ? null : next.stage().name()));
            one.put("visits", next.visits());
            return one;
        }));
        return node;
    }
}
