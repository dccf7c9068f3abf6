package dev.millrace.jira;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.model.NativeState;
import dev.millrace.model.StateCategory;
import dev.millrace.model.StateDefinition;
import dev.millrace.model.ToolInstance;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the site says its states are called: fills in the name where a changelog gives only an id. */
final class StateNames {

    private final Map<String, String> nameById = new HashMap<>();

    StateNames(Collection<StateDefinition> definitions) {
        definitions.forEach(definition -> nameById.put(definition.id(), definition.name()));
    }

    /** Whether the site lists a state of that id. */
    boolean knows(String id) {
        return nameById.containsKey(id);
    }

    /**
     * The state.
     *
     * @throws JiraDataException naming the field, if there is neither id nor name
     */
    NativeState state(@Nullable String id, @Nullable String name, String field) {
        if (name != null) {
            return new NativeState(id, name);
        }
        if (id != null) {
            return new NativeState(id, nameById.getOrDefault(id, "status " + id));
        }
        throw JiraDataException.of(field, "a status with id or name", "empty");
    }

    /** What a status in an answer defines; empty if it has no id or no name. */
    static Optional<StateDefinition> definition(ToolInstance tool, JsonNode status) {
        Optional<String> id = IssueJson.text(status, "id");
        Optional<String> name = IssueJson.text(status, "name");
        if (id.isEmpty() || name.isEmpty()) {
            return Optional.empty();
        }
        StateCategory category = IssueJson.text(status.path("statusCategory"), "key")
                .map(StateCategory::new)
                .orElse(null);
        return Optional.of(new StateDefinition(tool, id.get(), name.get(), category));
    }
}
