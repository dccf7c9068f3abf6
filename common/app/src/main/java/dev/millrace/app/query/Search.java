package dev.millrace.app.query;

import dev.millrace.app.item.ItemService;
import dev.millrace.app.item.Seeing;
import dev.millrace.app.item.Visibility;
import dev.millrace.app.sync.RepositoryNames;
import dev.millrace.chain.link.Connections;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Knowledge;
import dev.millrace.store.FlowStore;
import dev.millrace.valuestream.Definition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what people call by a name: an issue, a pull request, a build, a job by its newest build, or what a commit belongs to. */
final class Search {

    private static final Pattern NUMBERED = Pattern.compile("(.*\\S)\\s*#\\s*(\\d{1,9})", Pattern.DOTALL);
    private static final Pattern SHA = Pattern.compile("[0-9a-fA-F]{10,40}");
    private static final int SHORT_SHA = 10;
    private static final int FULL_SHA = 40;
    private static final int MOST_UNSEEN = 20;
    private static final Set<ArtifactKind> SHOWN =
            Set.of(ArtifactKind.ISSUE, ArtifactKind.PULL_REQUEST, ArtifactKind.BUILD);

    private final FlowStore store;
    private final Definition definition;
    private final Knowledge knowledge;
    private final Seeing seeing;

    Search(FlowStore store, Definition definition, Knowledge knowledge, Visibility visibility) {
        this.store = store;
        this.definition = definition;
        this.knowledge = knowledge;
        this.seeing = new Seeing(definition.asOf(knowledge.asOf()), visibility);
    }

    Optional<FoundArtifact> find(String text) {
        String name = text.strip();
        return spellings(name).stream()
                .flatMap(key ->
                        RepositoryNames.find(store, key, knowledge).flatMap(artifact -> shown(artifact, key)).stream())
                .findFirst()
                .or(() -> latestBuild(name))
                .or(() -> SHA.matcher(name).matches() ? ofCommit(name.toLowerCase(Locale.ROOT)) : Optional.empty());
    }

    /** As it was written; then as keys of pull requests and builds are, which differ in a blank. */
    private static Set<String> spellings(String name) {
        Set<String> spellings = new LinkedHashSet<>(List.of(name));
        Matcher numbered = NUMBERED.matcher(name);
        if (numbered.matches()) {
            spellings.add(numbered.group(1) + '#' + numbered.group(2));
            spellings.add(numbered.group(1) + " #" + numbered.group(2));
        }
        return spellings;
    }

    /** The newest build of the job that is called so. */
    private Optional<FoundArtifact> latestBuild(String job) {
        return store.numbered(job, MOST_UNSEEN, knowledge).stream()
                .flatMap(key -> byKey(key).stream())
                .filter(found -> found.kind() == ArtifactKind.BUILD)
                .findFirst();
    }

    private Optional<FoundArtifact> shown(ArtifactId artifact, String key) {
        return SHOWN.contains(artifact.kind()) && seeing.sees(store, artifact, knowledge)
                ? Optional.of(new FoundArtifact(artifact.kind(), key))
                : Optional.empty();
    }

    /** The pull request that was merged as that commit; else the issue that the commit names. */
    private Optional<FoundArtifact> ofCommit(String sha) {
        Optional<ArtifactId> commit = store.find(sha.substring(0, SHORT_SHA), knowledge)
                .filter(artifact -> artifact.kind() == ArtifactKind.COMMIT)
                .filter(artifact -> artifact.nativeId().toLowerCase(Locale.ROOT).startsWith(sha));
        Optional<String> full = commit.map(ArtifactId::nativeId)
                .or(() -> sha.length() == FULL_SHA ? Optional.of(sha) : Optional.empty())
                .map(id -> id.toLowerCase(Locale.ROOT));
        return full.flatMap(id -> new ItemService(store, knowledge, message -> {}, definition).broughtBy(List.of(id)))
                .flatMap(this::byKey)
                .or(() -> commit.flatMap(this::namedIssue));
    }

    private Optional<FoundArtifact> namedIssue(ArtifactId commit) {
        List<ArtifactId> issues = new ArrayList<>();
        new Connections(store, knowledge).forEachFrom(List.of(commit), connection -> {
            if (connection.joins() && connection.to().kind() == ArtifactKind.ISSUE) {
                issues.add(connection.to());
            }
        });
        return store.histories(issues, knowledge).stream()
                .map(history -> history.snapshot().key())
                .flatMap(key -> byKey(key).stream())
                .findFirst();
    }

    private Optional<FoundArtifact> byKey(String key) {
        return store.find(key, knowledge).flatMap(artifact -> shown(artifact, key));
    }
}
