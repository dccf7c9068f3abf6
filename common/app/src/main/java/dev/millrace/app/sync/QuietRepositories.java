package dev.millrace.app.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.app.Completeness;
import dev.millrace.collect.InventorySource;
import dev.millrace.collect.Source;
import dev.millrace.collect.SourceException;
import dev.millrace.collect.SourcePage;
import dev.millrace.facts.FactBatch;
import dev.millrace.facts.Watch;
import dev.millrace.github.GitHubCollector;
import dev.millrace.github.RepositoryIdentity;
import dev.millrace.github.RepositoryPulse;
import dev.millrace.http.HttpException;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.FlowStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which repositories have nothing new: one query says so of fifty. A source is left unread if nothing that it shows changed since it was
 * read to its end, if nothing of it waits to be read again, and if it was reconciled within a day.
 */
final class QuietRepositories {

    private static final String TOPIC = "pulse";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final FlowStore store;
    private final ToolInstance tool;
    private final GitHubCollector collector;
    private final Map<String, Kept> kept = new HashMap<>();
    private final Map<String, RepositoryPulse> now = new HashMap<>();

    QuietRepositories(FlowStore store, ToolInstance tool, GitHubCollector collector) {
        this.store = store;
        this.tool = tool;
        this.collector = collector;
    }

    /**
     * What is known of a repository since it was read.
     *
     * @param node its node id
     * @param name its full name then
     * @param signs those of its sources that were read to their end
     */
    private record Kept(String node, String name, Map<String, String> signs) {}

    /** Asks about all repositories that were read before; those of which GitHub does not answer are read as ever. */
    void ask(List<String> repositories) {
        Map<String, String> byNode = new TreeMap<>();
        for (String repository : repositories) {
            read(repository).ifPresent(known -> {
                kept.put(repository, known);
                byNode.put(known.node(), repository);
            });
        }
        List<String> nodes = new ArrayList<>(byNode.keySet());
        for (int from = 0; from < nodes.size(); from += GitHubCollector.PULSES_AT_ONCE) {
            pulses(nodes.subList(from, Math.min(nodes.size(), from + GitHubCollector.PULSES_AT_ONCE)), false)
                    .forEach((node, pulse) -> now.put(byNode.get(node), pulse));
        }
    }

    /** Asks about one that is read for the first time. */
    Optional<RepositoryPulse> ask(String repository, RepositoryIdentity identity) {
        identity.node()
                .ifPresent(node -> pulses(List.of(node), true).values().forEach(pulse -> now.put(repository, pulse)));
        return Optional.ofNullable(now.get(repository));
    }

    private Map<String, RepositoryPulse> pulses(List<String> nodes, boolean totals) {
        try {
            return collector.pulses(nodes, totals);
        } catch (HttpException | SourceException e) {
            // whatever it is, each source meets it, and says so
            return Map.of();
        }
    }

    /** Which one a repository still is, by the name that it had when it was last read; empty if that must be asked. */
    Optional<RepositoryIdentity> same(String repository) {
        Kept before = kept.get(repository);
        RepositoryPulse pulse = now.get(repository);
        return before != null && pulse != null && pulse.identity().name().equals(before.name())
                ? Optional.of(pulse.identity())
                : Optional.empty();
    }

    /** The source, or if it has nothing new one that says so. */
    Source quiet(String repository, Source source) {
        Kept before = kept.get(repository);
        String sign = sign(repository, source);
        return before != null && sign != null && sign.equals(before.signs().get(part(source))) && isSettled(source)
                ? new Unchanged(source)
                : source;
    }

    private boolean isSettled(Source source) {
        String id = source.id();
        // what is open would have moved the sign; but a project moves its issues without a trace
        Set<Watch.Reason> reasons = part(source).equals("issues")
                ? EnumSet.allOf(Watch.Reason.class)
                : EnumSet.complementOf(EnumSet.of(Watch.Reason.OPEN));
        return store.cursor(id).isPresent()
                && store.listing(id).isEmpty()
                && !(source instanceof InventorySource
                        && store.reconciliations().due(id))
                && store.dueVisits(id, reasons, 1).isEmpty();
    }

    /** Keeps what was seen before the sources were read, of those that were read to their end. */
    void done(String repository, List<SourceResult> results) {
        RepositoryPulse pulse = now.get(repository);
        if (pulse == null || pulse.identity().node().isEmpty()) {
            return;
        }
        Kept before = kept.get(repository);
        Map<String, String> signs = new TreeMap<>(before == null ? Map.of() : before.signs());
        for (SourceResult result : results) {
            String part = result.source().substring(result.source().lastIndexOf('/') + 1);
            String sign = pulse.signs().get(part);
            // a problem is said by every run, so every run meets it
            if (result.completeness() == Completeness.COMPLETE && sign != null) {
                signs.put(part, sign);
            } else {
                signs.remove(part);
            }
        }
        Kept known = new Kept(pulse.identity().node().get(), pulse.identity().name(), signs);
        if (!known.equals(before)) {
            ObjectNode json = JSON.createObjectNode().put("node", known.node()).put("name", known.name());
            ObjectNode written = json.putObject("signs");
            signs.forEach(written::put);
            store.operations().put(TOPIC, tool + "/" + repository, json.toString());
        }
    }

    private Optional<Kept> read(String repository) {
        return store.operations().note(TOPIC, tool + "/" + repository).flatMap(note -> {
            try {
                JsonNode json = JSON.readTree(note.content());
                Map<String, String> signs = new TreeMap<>();
                json.path("signs")
                        .properties()
                        .forEach(
                                sign -> signs.put(sign.getKey(), sign.getValue().asText()));
                String node = json.path("node").asText();
                return node.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Kept(node, json.path("name").asText(), signs));
            } catch (JsonProcessingException e) {
                return Optional.empty();
            }
        });
    }

    private @Nullable String sign(String repository, Source source) {
        RepositoryPulse pulse = now.get(repository);
        return pulse == null ? null : pulse.signs().get(part(source));
    }

    private static String part(Source source) {
        return source.id().substring(source.id().lastIndexOf('/') + 1);
    }

    /** A source that stays where it is. */
    private record Unchanged(Source source) implements Source {

        @Override
        public String id() {
            return source.id();
        }

        @Override
        public SourcePage read(Optional<String> state) {
            return new SourcePage(FactBatch.empty(), state.orElse(""), true, 0, OptionalLong.empty(), List.of());
        }

        @Override
        public Duration margin() {
            return source.margin();
        }

        @Override
        public String scope() {
            return source.scope();
        }

        @Override
        public Optional<Instant> from(Instant begun) {
            return source.from(begun);
        }
    }
}
