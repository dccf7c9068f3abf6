package dev.millrace.view.item;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.flow.Connection;
import dev.millrace.model.Link;
import dev.millrace.model.LinkDecision;
import dev.millrace.view.Json;
import dev.millrace.view.JsonRenderer;

/** Links as JSON, see {@link JsonRenderer}. */
public final class LinksJson {

    private LinksJson() {}

    public static ObjectNode links(LinksView view) {
        ObjectNode node = Json.object();
        node.put("format", JsonRenderer.LINKS_FORMAT);
        node.set("knownAt", Json.instant(view.knowledge().knownAt()));
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
            made.set("at", Json.instant(decision.at()));
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
