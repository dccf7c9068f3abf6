package dev.millrace.app.link;

import dev.millrace.app.UserError;
import dev.millrace.app.Workspace;
import dev.millrace.chain.link.Connections;
import dev.millrace.config.MillraceConfig;
import dev.millrace.facts.FactBatch;
import dev.millrace.flow.Connection;
import dev.millrace.model.Actor;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Knowledge;
import dev.millrace.model.Link;
import dev.millrace.model.LinkDecision;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.Cursor;
import dev.millrace.store.FlowStore;
import dev.millrace.store.KnownFacts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stores what a person decides about a link; it wins over every rule. */
public final class LinkService {

    private static final Knowledge ALL = new Knowledge(Instant.MAX, Instant.MAX);
    private static final List<String> USER_VARIABLES = List.of("USER", "USERNAME", "LOGNAME");

    private final Workspace workspace;

    /** In that workspace. */
    public LinkService(Workspace workspace) {
        this.workspace = workspace;
    }

    /**
     * Decides whether two artifacts belong together.
     *
     * @param from an artifact: its key or id
     * @param to another one
     * @param confirmed whether they belong together
     * @param by who decides; null for the user of this process
     * @return the strongest rule that had linked them; empty if none did
     * @throws UserError if one of them is not known, both are the same, or there is nothing to reject
     */
    public Optional<Link.Rule> decide(String from, String to, boolean confirmed, @Nullable String by) {
        MillraceConfig config = workspace.config();
        workspace.storeToRead(config).close(); // one that does not exist is not created
        try (FlowStore store = workspace.storeToWrite(config)) {
            ArtifactId one = artifact(store, from);
            ArtifactId other = artifact(store, to);
            if (one.equals(other)) {
                throw UserError.usage(from + " and " + to + " are the same");
            }
            // a link leads from what names to what is named
            boolean turned = one.kind() == ArtifactKind.ISSUE && other.kind() != ArtifactKind.ISSUE;
            ArtifactId source = turned ? other : one;
            ArtifactId target = turned ? one : other;
            Connection before = new Connections(store, ALL).between(source, target);
            if (!confirmed && before.found().isEmpty() && before.decision() == null) {
                throw UserError.failed("no rule links " + from + " to " + to + ", so there is nothing to reject");
            }
            LinkDecision decision = new LinkDecision(source, target, confirmed, actor(by), after(before));
            store.commit(
                    new FactBatch(List.of(), List.of(), List.of(decision.link()), List.of(), List.of(), List.of()),
                    new Cursor("decisions", ""));
            return before.strongest();
        }
    }

    /** Now; a clock that went back must not make an older decision win. */
    private Instant after(Connection before) {
        Instant now = workspace.clock().instant();
        LinkDecision last = before.decision();
        return last == null || last.at().isBefore(now) ? now : last.at().plusMillis(1);
    }

    private Actor actor(@Nullable String by) {
        Map<String, String> environment = workspace.environment();
        String name = Optional.ofNullable(by)
                .or(() -> USER_VARIABLES.stream()
                        .map(variable -> environment.getOrDefault(variable, ""))
                        .filter(value -> !value.isBlank())
                        .findFirst())
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> UserError.usage("who decides? Say it with --by NAME"));
        return Actor.of(new ToolInstance("millrace", "cli"), name, Actor.Type.HUMAN);
    }

    private static ArtifactId artifact(KnownFacts store, String text) {
        Optional<ArtifactId> byKey = store.find(text, ALL);
        if (byKey.isPresent()) {
            return byKey.get();
        }
        try {
            ArtifactId id = ArtifactId.parse(text);
            if (!store.histories(List.of(id), ALL).isEmpty()) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // no id either
        }
        throw UserError.failed(text
                + " is not known: name an issue (ABC-123), a pull request (owner/name#12), a commit (its first 10 digits)"
                + " or a build (job #12)");
    }
}
