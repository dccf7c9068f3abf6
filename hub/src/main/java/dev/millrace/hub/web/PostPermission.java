package dev.millrace.hub.web;

import dev.millrace.facts.FactBatch;
import dev.millrace.hub.access.Producers;
import dev.millrace.model.ToolInstance;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Holds a post to the tools that its token may write. */
final class PostPermission {

    private static final int SHOWN = 5;

    private PostPermission() {}

    /**
     * Checks every fact. A link is a fact of the artifact that holds it, so a build may name an issue.
     *
     * @param said whose facts the post says it holds, if it does
     * @throws ProblemException 403 that names the tools and what to do; nothing was stored
     */
    static void check(List<ToolInstance> said, FactBatch facts, Producers producers) {
        TreeSet<ToolInstance> refused = new TreeSet<>();
        Stream.concat(said.stream(), tools(facts))
                .filter(tool -> !producers.allow(tool))
                .forEach(refused::add);
        if (!refused.isEmpty()) {
            String tools = String.join(
                    ", ",
                    refused.stream().limit(SHOWN).map(ToolInstance::toString).toList());
            throw new ProblemException(
                    ProblemDetails.forbidden("this token may post facts of " + producers + ", and not of " + tools
                            + "; nothing was stored. millrace token create NAME --scope events:write --tool "
                            + refused.first() + " makes one that may"));
        }
    }

    private static Stream<ToolInstance> tools(FactBatch facts) {
        return Stream.of(
                        facts.snapshots().stream()
                                .map(snapshot -> snapshot.artifact().tool()),
                        facts.events().stream().map(event -> event.artifact().tool()),
                        facts.links().stream().map(link -> link.from().tool()),
                        facts.definitions().stream().map(definition -> definition.tool()),
                        facts.uses().stream().map(use -> use.tool()),
                        facts.ledger().stream().map(entry -> entry.tool()))
                .flatMap(tools -> tools)
                .distinct();
    }
}
