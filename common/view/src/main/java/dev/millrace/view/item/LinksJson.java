package dev.millrace.view.item;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.codec.PrintedJson;
import dev.millrace.flow.Connection;
import dev.millrace.model.Link;
import dev.millrace.model.LinkDecision;
import dev.millrace.view.Json;

/** Links as JSON, see {@link Json}. */
public final class LinksJson {

    /** The layout of an artifact's links. */
    private static final String FORMAT = "millrace.links/1";

    private LinksJson() {}

    /** An artifact's links, ended by a line feed. */
    public static String render(LinksView view) {
        return PrintedJson.pretty(links(view));
    }

    private static ObjectNode links(LinksView view) {
        ObjectNode node = Json.object();
        node.put("format", FORMAT);
        node.set("knownAt", Json.text(view.knowledge().knownAt()));
        node.put("artifact", view.artifact().toString());
        node.put("key", view.key());
        node.set("links", Json.array(view.links(), LinksJson::link));
        return node;
    }

    private static ObjectNode link(Connection.Shown shown) {
        Connection connection = shown.connection();
        ObjectNode node = Json.object();
        node.put("from", connection.from().toString());
        node.put("fromKey", shown.fromKey());
        node.put("to", connection.to().toString());
        node.put("toKey", shown.toKey());
        node.put("joins", connection.joins());
        node.put("confidence", Json.constant(connection.confidence()));
        node.set("found", Json.array(connection.found(), LinksJson::found));
        node.set("conflicts", Json.array(shown.conflicts(), Json::text));
        LinkDecision decision = connection.decision();
        if (decision == null) {
            node.putNull("decision");
        } else {
            ObjectNode made = node.putObject("decision");
            made.put("confirmed", decision.confirmed());
            made.put("actor", decision.actor().pseudonym());
            made.set("at", Json.text(decision.at()));
        }
        return node;
    }

    private static ObjectNode found(Link link) {
        ObjectNode node = Json.object();
        node.put("rule", Json.constant(link.rule()));
        node.put("relation", link.relation());
        return node;
    }
}
