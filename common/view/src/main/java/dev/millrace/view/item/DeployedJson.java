package dev.millrace.view.item;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.codec.PrintedJson;
import dev.millrace.model.Coverage;
import dev.millrace.reach.EnvironmentReach.Change;
import dev.millrace.reach.EnvironmentReach.Deployed;
import dev.millrace.view.Json;
import org.jspecify.annotations.Nullable;

/** What came to an environment, as JSON, see {@link Json}. */
public final class DeployedJson {

    /** The layout of what came to an environment. */
    private static final String FORMAT = "millrace.deployed/1";

    private DeployedJson() {}

    /** What came to an environment, ended by a line feed. */
    public static String render(DeployedView view) {
        return PrintedJson.pretty(tree(view));
    }

    /** What came to an environment. */
    public static ObjectNode tree(DeployedView view) {
        ObjectNode node = Json.object();
        node.put("format", FORMAT);
        node.set("asOf", Json.text(view.knowledge().asOf()));
        node.set("knownAt", Json.text(view.knowledge().knownAt()));
        node.set(
                "valueStreams",
                Json.array(
                        view.streams(),
                        stream -> Json.object()
                                .put("id", stream.id())
                                .put("name", stream.name())
                                .put("version", stream.version())));
        node.set("data", freshness(view.coverage()));
        node.put("environment", view.reach().environment());
        node.set("since", Json.text(view.since()));
        node.set("deployments", Json.array(view.shown(), DeployedJson::deployed));
        node.put(
                "earlierDeployments",
                view.reach().deployments().size() - view.shown().size());
        node.set("missing", Json.array(view.reach().missing(), DeployedJson::change));
        node.set("unknown", Json.array(view.reach().unknown(), DeployedJson::change));
        node.put("changesOfOtherServices", view.reach().elsewhere());
        return node;
    }

    private static ObjectNode freshness(@Nullable Coverage coverage) {
        ObjectNode node = Json.object();
        node.put("coverageKnown", coverage != null);
        if (coverage != null) {
            node.set("completeUntil", Json.text(coverage.until()));
            node.set("behind", Json.tree(coverage.behind()));
        }
        return node;
    }

    private static ObjectNode deployed(Deployed deployed) {
        ObjectNode node = Json.object();
        node.put("by", deployed.by().toString());
        node.put("key", deployed.key());
        node.set("at", Json.text(deployed.at()));
        node.put("production", deployed.production());
        node.set("changes", Json.array(deployed.changes(), DeployedJson::change));
        return node;
    }

    private static ObjectNode change(Change change) {
        ObjectNode node = Json.object();
        node.put("artifact", change.reach().artifact().toString());
        node.put("key", change.reach().key());
        node.set("items", Json.array(change.items(), Json::text));
        node.set("mergedAt", Json.text(change.reach().mergedAt()));
        node.put("service", change.reach().service());
        return node;
    }
}
