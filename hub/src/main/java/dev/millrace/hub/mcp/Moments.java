package dev.millrace.hub.mcp;

import dev.millrace.app.query.Queries;
import dev.millrace.model.Knowledge;
import dev.millrace.store.KnownFacts;
import java.util.Map;

/** The two instants that every question can name. */
final class Moments {

    static final String AS_OF = "asOf";
    static final String KNOWN_AT = "knownAt";

    private Moments() {}

    static void add(Map<String, Map<String, Object>> arguments) {
        arguments.put(AS_OF, Schemas.text("ignore what happened later: a date or an instant; usually now"));
        arguments.put(KNOWN_AT, Schemas.text("ignore what was recorded later; usually everything counts"));
    }

    static Knowledge of(Queries queries, KnownFacts store, ToolArguments arguments) {
        return queries.knowledge(store, arguments.text(AS_OF), arguments.text(KNOWN_AT));
    }
}
