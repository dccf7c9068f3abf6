package dev.millrace.app.stream;

import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.Knowledge;
import dev.millrace.model.Link;
import dev.millrace.model.NativeState;
import dev.millrace.model.StateCatalogue;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.KnownFacts;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.Guess;
import dev.millrace.valuestream.ResolutionIds;
import dev.millrace.valuestream.ResolutionRules;
import dev.millrace.valuestream.ValueStream;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts how many issues each guess of a definition decides: about states, about resolutions, and about links that block. */
final class GuessCount {

    private record StateKey(ToolInstance tool, NativeState state) {}

    private record ResolutionKey(
            ToolInstance tool, String name, @Nullable String id) {}

    private final Definition definition;
    private final StateCatalogue states;
    private final Map<String, Map<StateKey, Long>> stateItems = new HashMap<>();
    private final Map<String, Map<ResolutionKey, Long>> resolutionItems = new HashMap<>();
    private final Map<ToolInstance, Long> blocked = new TreeMap<>();
    private final Map<ToolInstance, Map<String, Long>> relations = new TreeMap<>();

    private GuessCount(Definition definition, StateCatalogue states) {
        this.definition = definition;
        this.states = states;
    }

    /** What a definition guesses about everything that a store knows. */
    static StreamGuesses of(Definition definition, KnownFacts store, Knowledge knowledge) {
        GuessCount count = new GuessCount(definition, store.states(knowledge));
        store.forEachArtifact(ArtifactKind.ISSUE, knowledge, count::add);
        store.forEachLink(knowledge, count::add);
        return count.guesses();
    }

    private void add(ArtifactHistory history) {
        ArtifactSnapshot issue = history.snapshot();
        ToolInstance tool = issue.artifact().tool();
        boolean blocks = history.events().stream().anyMatch(FlowEvent.BlockerChanged.class::isInstance);
        if (blocks) {
            blocked.merge(tool, 1L, Long::sum);
        }
        ValueStream stream = definition.stream(issue).orElse(null);
        if (stream == null) {
            return;
        }
        Set<NativeState> seen = new LinkedHashSet<>();
        for (FlowEvent event : history.events()) {
            if (event instanceof FlowEvent.Created created) {
                seen.add(created.state());
            } else if (event instanceof FlowEvent.StateChanged changed) {
                seen.add(changed.to());
            }
        }
        if (issue.state() != null) {
            seen.add(issue.state());
        }
        seen.forEach(state -> stateItems
                .computeIfAbsent(stream.id(), id -> new HashMap<>())
                .merge(new StateKey(tool, state), 1L, Long::sum));
        String resolution = issue.resolution();
        if (resolution != null) {
            resolutionItems
                    .computeIfAbsent(stream.id(), id -> new HashMap<>())
                    .merge(new ResolutionKey(tool, resolution, ResolutionIds.of(issue, resolution)), 1L, Long::sum);
        }
    }

    private void add(Link link) {
        boolean jira = link.from().kind() == ArtifactKind.ISSUE
                && link.to().kind() == ArtifactKind.ISSUE
                && link.rule() == Link.Rule.EXPLICIT;
        if (jira && !link.relation().equals("child of") && !link.relation().equals("sub-task of")) {
            relations
                    .computeIfAbsent(link.from().tool(), tool -> new TreeMap<>())
                    .merge(link.relation(), 1L, Long::sum);
        }
    }

    private StreamGuesses guesses() {
        return new StreamGuesses(
                definition.streams().stream().map(this::ofStream).toList(),
                relations.entrySet().stream()
                        .map(site -> new StreamGuesses.Links(
                                site.getKey(), blocked.getOrDefault(site.getKey(), 0L), site.getValue()))
                        .toList());
    }

    private StreamGuesses.OfStream ofStream(ValueStream stream) {
        Map<StateKey, Long> ofStates = stateItems.getOrDefault(stream.id(), Map.of());
        ResolutionRules rules = stream.latest().resolutions();
        return new StreamGuesses.OfStream(
                stream.id(),
                Guess.guesses(stream, states).stream()
                        .map(guess -> new StreamGuesses.State(
                                guess, ofStates.getOrDefault(new StateKey(guess.tool(), guess.state()), 0L)))
                        .toList(),
                resolutionItems.getOrDefault(stream.id(), Map.of()).entrySet().stream()
                        .filter(entry -> rules.of(
                                        entry.getKey().name(), entry.getKey().id())
                                .guessed())
                        .map(entry -> new StreamGuesses.Resolution(
                                entry.getKey().tool(),
                                entry.getKey().name(),
                                entry.getKey().id(),
                                rules.of(entry.getKey().name(), entry.getKey().id())
                                        .delivered(),
                                entry.getValue()))
                        .sorted(StreamGuesses.Resolution.ORDER)
                        .toList());
    }
}
