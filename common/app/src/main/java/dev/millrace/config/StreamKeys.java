package dev.millrace.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every key that a value-stream definition may have, by the part it stands in. Reader, schema and documentation are held to this. */
final class StreamKeys {

    /** Under which a stream says what holds from later days on. */
    static final String VERSIONS = "versions";

    static final String[] DEFINITION = {
        "version", "streams", "teams", "services", "incidents", "effortTarget", "origins"
    };
    static final String[] STREAM = {
        "id",
        "name",
        "scope",
        "stages",
        "delivery",
        "states",
        "otherStates",
        "types",
        "notDelivered",
        "delivered",
        "done",
        "reopen",
        "backwardMoves",
        "stalledAfter",
        "expectation",
        VERSIONS
    };
    static final String[] STAGE = {"id", "name", "kind", "waitingFor"};
    static final String[] DELIVERY = {
        "coding",
        "authoring",
        "beforeReview",
        "reviewing",
        "merging",
        "beforeBuild",
        "beforeAgent",
        "building",
        "approving",
        "beforeDeploy",
        "deploying"
    };
    static final String[] STATE = {"stage", "id", "name", "pattern", "category"};
    static final String[] TYPES = {"feature", "defect", "risk", "debt"};
    static final String[] REOPEN = {"policy", "within"};
    static final String[] EXPECTATION = {"within", "percent"};
    static final String[] VERSION = {
        "from", "states", "otherStates", "types", "notDelivered", "delivered", "done", "reopen"
    };
    static final String[] SCOPE = {"projects", "repositories", "jobs", "labels"};
    static final String[] TEAM = {"id", "name", "scope", "calendar", "dayRate"};
    static final String[] CALENDAR = {"zone", "hours", "holidays"};
    static final String[] HOURS = {
        "everyDay", "weekdays", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"
    };
    static final String[] SERVICE = {"id", "name", "scope", "environments"};
    static final String[] ENVIRONMENT = {"name", "matches", "jobs", "production"};

    static final String[] INCIDENTS = {"types", "labels", "priorities"};

    static final String[] ORIGIN = {"origin", "account", "commitAuthor", "trailer", "label"};

    private StreamKeys() {}

    /** The keys of every part, by the part's name in the schema. */
    static Map<String, List<String>> all() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        all.put("definition", List.of(DEFINITION));
        all.put("stream", List.of(STREAM));
        all.put("stage", List.of(STAGE));
        all.put("delivery", List.of(DELIVERY));
        all.put("state", List.of(STATE));
        all.put("types", List.of(TYPES));
        all.put("reopen", List.of(REOPEN));
        all.put("expectation", List.of(EXPECTATION));
        all.put("version", List.of(VERSION));
        all.put("scope", List.of(SCOPE));
        all.put("team", List.of(TEAM));
        all.put("calendar", List.of(CALENDAR));
        all.put("hours", List.of(HOURS));
        all.put("service", List.of(SERVICE));
        all.put("environment", List.of(ENVIRONMENT));
        all.put("incidents", List.of(INCIDENTS));
        all.put("effortTarget", List.of(TYPES));
        all.put("origin", List.of(ORIGIN));
        return all;
    }
}
