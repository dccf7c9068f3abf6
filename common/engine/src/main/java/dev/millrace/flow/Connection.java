package dev.millrace.flow;

import dev.millrace.model.ArtifactId;
import dev.millrace.model.Link;
import dev.millrace.model.LinkDecision;
import dev.millrace.model.ToolInstance;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Two artifacts, every rule that linked them, and what a person decided about that.
 *
 * @param from the artifact that holds or names the other
 * @param to the artifact it is linked to
 * @param found the links that rules made, strongest first
 * @param decision the latest decision, which wins; or null
 */
public record Connection(
        ArtifactId from,
        ArtifactId to,
        List<Link> found,
        @Nullable LinkDecision decision) {

    private static final Comparator<Link> STRONGEST_FIRST =
            Comparator.comparing(Link::rule).thenComparing(Link::relation);

    /** Sorts the links. */
    public Connection {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        found = found.stream().sorted(STRONGEST_FIRST).toList();
    }

    /** Whether the two are of one chain. */
    public boolean joins() {
        return decision != null
                ? decision.confirmed()
                : !to.tool().equals(ToolInstance.WEB)
                        && found.stream().anyMatch(link -> link.rule().joins());
    }

    /** The strongest rule that linked them; empty if only a person says that they belong together. */
    public Optional<Link.Rule> strongest() {
        return found.stream().map(Link::rule).findFirst();
    }

    /** How sure it is. */
    public Link.Confidence confidence() {
        return decision != null
                ? Link.Confidence.CERTAIN
                : strongest().map(Link.Rule::confidence).orElse(Link.Confidence.LOW);
    }

    /**
     * A connection as it is shown.
     *
     * @param connection what connects them
     * @param fromKey what people call the one
     * @param toKey what people call the other
     * @param conflicts the evidence against it, in sentences; empty if there is none
     */
    public record Shown(Connection connection, String fromKey, String toKey, List<String> conflicts) {
        /** Copies the list. */
        public Shown {
            Objects.requireNonNull(connection, "connection");
            Objects.requireNonNull(fromKey, "fromKey");
            Objects.requireNonNull(toKey, "toKey");
            conflicts = List.copyOf(conflicts);
        }
    }
}
