package dev.millrace.app.query;

import dev.millrace.app.UserError;
import dev.millrace.derive.Questions;
import dev.millrace.model.Knowledge;
import dev.millrace.reach.EnvironmentReach;
import dev.millrace.reach.ItemReach;
import dev.millrace.store.FlowStore;
import dev.millrace.valuestream.Definition;
import dev.millrace.view.item.DeployedView;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/** Says what came to an environment: in which deployment, for which items, and what is merged and not there yet. */
public final class DeployedService {

    /** Deployments of so many days are shown if nothing else is asked. */
    public static final Duration USUAL = Duration.ofDays(14);

    private final FlowStore store;
    private final Definition definition;
    private final Questions questions;
    private final Knowledge knowledge;

    /** As of one knowledge. */
    public DeployedService(FlowStore store, Knowledge knowledge, Definition definition) {
        this.store = store;
        this.definition = definition;
        this.questions = new Questions(store, definition, knowledge);
        this.knowledge = knowledge;
    }

    /**
     * What came to an environment. Reads every item.
     *
     * @param environment its name, in any case
     * @param since from when on deployments are named; empty for {@link #USUAL}
     * @throws UserError if no change was deployed to it; the message names the environments there are
     */
    public DeployedView deployed(String environment, Optional<Instant> since, ZoneId zone) {
        EnvironmentReach.Gathering gathering = questions.askFlows(flows -> {
            EnvironmentReach.Gathering all = new EnvironmentReach.Gathering();
            flows.forEach(
                    item -> true,
                    item -> item.cycles()
                            .forEach(cycle -> all.add(
                                    cycle.item().key(),
                                    ItemReach.of(cycle, item.history().changes()))));
            return all;
        });
        Set<String> known = gathering.environments();
        if (known.stream().noneMatch(environment::equalsIgnoreCase)) {
            throw UserError.failed(
                    known.isEmpty()
                            ? "no deployment of a change is captured"
                            : "no change was deployed to " + environment + "; there are "
                                    + String.join(", ", known.stream().sorted().toList()));
        }
        return new DeployedView(
                gathering.of(environment),
                since.orElse(knowledge.asOf().minus(USUAL)),
                definition.asOf(knowledge.asOf()).streams(),
                store.coverage(knowledge).orElse(null),
                knowledge,
                zone);
    }
}
