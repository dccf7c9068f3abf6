package dev.millrace.view.item;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.codec.PrintedJson;
import dev.millrace.view.Json;
import dev.millrace.view.OutlookJson;

/** When items will be done, as JSON, see {@link Json}. */
public final class ItemsForecastJson {

    private static final String FORMAT = "millrace.forecast/1";

    private ItemsForecastJson() {}

    /** The JSON, ended by a line feed. */
    public static String render(ItemsForecastView view) {
        return PrintedJson.pretty(tree(view));
    }

    /** The JSON. */
    public static ObjectNode tree(ItemsForecastView view) {
        ObjectNode node = Json.object();
        node.put("format", FORMAT);
        node.set("asOf", Json.text(view.request().knowledge().asOf()));
        node.set("knownAt", Json.text(view.request().knowledge().knownAt()));
        node.put("valueStream", view.stream());
        node.put("version", view.version());
        node.set("keys", Json.array(view.keys(), Json::text));
        node.set("items", Json.array(view.items(), item -> {
            ObjectNode one = Json.object();
            one.put("key", item.key());
            one.put("title", item.title());
            one.put("status", Json.constant(item.status()));
            return one;
        }));
        node.put("open", view.open());
        node.put("othersInProgress", view.others());
        node.set("alone", view.alone().map(Json::tree).orElse(Json.text(null)));
        node.set("behindOthers", view.behindOthers().map(Json::tree).orElse(Json.text(null)));
        node.set("forecast", OutlookJson.forecast(view.forecast()));
        return node;
    }
}
