package dev.millrace.collect.commit;

import dev.millrace.facts.FactBatch;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Attribute;
import dev.millrace.model.EventHeader;
import dev.millrace.model.EventId;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.Level;
import dev.millrace.model.MessageKeys;
import dev.millrace.model.NativeState;
import dev.millrace.model.ToolInstance;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Commits to facts: ancestry, the keys that they work on, what they take back, and where they were picked from. Pure. */
public final class CommitFacts {

    private static final int SHORT_SHA = 10;
    private static final int MAX_NAMED = 20;
    private static final Pattern PICKED = Pattern.compile("\\(cherry picked from commit ([0-9a-f]{40,64})\\)");
    private static final NativeState COMMITTED = new NativeState("committed", "committed");

    private final ToolInstance tool;

    /** Of the commits of that tool. */
    public CommitFacts(ToolInstance tool) {
        this.tool = tool;
    }

    /**
     * What a commit says.
     *
     * @param repository the full name of its repository
     * @param branch the default branch, if it is on it; null if it is on none
     */
    public FactBatch of(Commit commit, String repository, @Nullable String branch) {
        String sha = commit.sha();
        ArtifactId artifact = new ArtifactId(tool, ArtifactKind.COMMIT, sha);
        ArtifactSnapshot snapshot = new ArtifactSnapshot(
                artifact,
                sha.substring(0, Math.min(SHORT_SHA, sha.length())),
                firstLine(commit.message()),
                repository,
                null,
                Level.STANDARD,
                null,
                COMMITTED,
                null,
                null,
                commit.authoredAt(),
                commit.committedAt(),
                attributes(commit, branch, repository));
        FlowEvent created = new FlowEvent.Created(
                new EventHeader(EventId.of(artifact, "created"), artifact, commit.committedAt(), 0, commit.author()),
                COMMITTED,
                null);
        List<LedgerEntry> ledger = new ArrayList<>();
        if (commit.parents().size() < commit.parentCount()) {
            ledger.add(new LedgerEntry(
                    tool,
                    artifact.toString(),
                    "parents",
                    commit.parentCount(),
                    commit.parents().size(),
                    "the tool tells only some of them"));
        }
        return new FactBatch(List.of(snapshot), List.of(created), List.of(), List.of(), List.of(), ledger);
    }

    private static SortedMap<String, List<String>> attributes(
            Commit commit, @Nullable String branch, String repository) {
        SortedMap<String, List<String>> attributes = new TreeMap<>();
        if (branch == null) {
            attributes.put(Attribute.DEFAULT_BRANCH, List.of("false"));
        } else {
            attributes.put(Attribute.BRANCH, List.of(branch));
        }
        if (!commit.parents().isEmpty()) {
            attributes.put(Attribute.PARENTS, commit.parents());
        }
        List<String> keys = List.copyOf(MessageKeys.in(commit.message()));
        if (!keys.isEmpty()) {
            attributes.put(Attribute.KEYS_IN_COMMITS, keys);
        }
        List<String> reverts = RevertReferences.hashes(Stream.of(commit.message()));
        if (!reverts.isEmpty()) {
            attributes.put(Attribute.REVERTS, reverts);
        }
        List<String> numbers = RevertReferences.pullRequests(Stream.of(commit.message()), repository);
        if (!numbers.isEmpty()) {
            attributes.put(Attribute.REVERTS_PULL_REQUEST, numbers);
        }
        List<String> picked = named(PICKED, commit.message());
        if (!picked.isEmpty()) {
            attributes.put(Attribute.CHERRY_PICKED_FROM, picked);
        }
        return attributes;
    }

    /** The hashes of other commits that git itself writes into a message. */
    private static List<String> named(Pattern pattern, String message) {
        return pattern.matcher(message)
                .results()
                .map(result -> result.group(1))
                .distinct()
                .limit(MAX_NAMED)
                .toList();
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("").strip();
    }
}
