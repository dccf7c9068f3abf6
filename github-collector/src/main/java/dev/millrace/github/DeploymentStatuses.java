package dev.millrace.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.collect.SourceException;
import dev.millrace.github.api.GitHubJson;
import dev.millrace.github.api.GraphQlClient;
import dev.millrace.github.api.GraphQlQuery;
import dev.millrace.github.api.NodeNumber;
import dev.millrace.github.api.TooHeavyException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The statuses of many deployments in one query, in REST's form. REST needs a call for each. What GraphQL does not give, or not whole,
 * or under ids of which the numbers are not sure, is left out, and REST has it.
 */
final class DeploymentStatuses {

    private final GraphQlClient graphql;

    DeploymentStatuses(GraphQlClient graphql) {
        this.graphql = graphql;
    }

    /** The statuses of those deployments, at most a hundred, by the numbers of the deployments. */
    Map<Long, List<JsonNode>> of(List<JsonNode> deployments) {
        Map<String, Long> numbers = new LinkedHashMap<>();
        for (JsonNode deployment : deployments) {
            long number = deployment.path("id").asLong();
            GitHubJson.text(deployment, "node_id")
                    .filter(id -> NodeNumber.of(id).equals(OptionalLong.of(number)))
                    .ifPresent(id -> numbers.put(id, number));
        }
        Map<Long, List<JsonNode>> all = new HashMap<>();
        ask(List.copyOf(numbers.keySet()), numbers, all);
        return all;
    }

    private void ask(List<String> ids, Map<String, Long> numbers, Map<Long, List<JsonNode>> all) {
        if (ids.isEmpty()) {
            return;
        }
        ObjectNode variables = GraphQlClient.variables();
        ArrayNode list = variables.putArray("ids");
        ids.forEach(list::add);
        JsonNode nodes;
        try {
            nodes = graphql.answer(GraphQlQuery.DEPLOYMENT_STATUSES, variables)
                    .data()
                    .path("nodes");
        } catch (SourceException e) {
            // REST may give what GraphQL does not
            return;
        } catch (TooHeavyException e) {
            int half = ids.size() / 2;
            if (half > 0) {
                ask(ids.subList(0, half), numbers, all);
                ask(ids.subList(half, ids.size()), numbers, all);
            }
            return;
        }
        for (JsonNode node : nodes) {
            Long number = numbers.get(node.path("id").asText());
            if (number != null) {
                whole(node.path("statuses")).ifPresent(statuses -> all.put(number, statuses));
            }
        }
    }

    private static Optional<List<JsonNode>> whole(JsonNode connection) {
        List<JsonNode> statuses = new ArrayList<>();
        for (JsonNode status : GitHubJson.nodes(connection).toList()) {
            OptionalLong number = NodeNumber.of(status.path("id").asText());
            if (number.isEmpty()) {
                return Optional.empty();
            }
            ObjectNode shown = JsonNodeFactory.instance.objectNode();
            shown.put("id", number.getAsLong());
            shown.put("state", status.path("state").asText("").toLowerCase(Locale.ROOT));
            shown.set("created_at", status.path("createdAt"));
            shown.set("creator", status.path("creator"));
            statuses.add(shown);
        }
        return connection.path("totalCount").isIntegralNumber()
                        && connection.path("totalCount").asLong() == statuses.size()
                ? Optional.of(statuses)
                : Optional.empty();
    }
}
