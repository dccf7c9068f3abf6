package dev.millrace.app.item;

import dev.millrace.flow.Chain;
import dev.millrace.flow.ItemFlow;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Coverage;
import dev.millrace.model.Coverage.Behind;
import dev.millrace.model.Knowledge;
import dev.millrace.store.KnownFacts;
import dev.millrace.view.Capture;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads how much of an item was captured, from the sources of everything that could be in its chain. */
final class Captures {

    private final KnownFacts store;
    private final Knowledge knowledge;
    private final @Nullable Coverage coverage;

    Captures(KnownFacts store, Knowledge knowledge) {
        this.store = store;
        this.knowledge = knowledge;
        this.coverage = store.coverage(knowledge).orElse(null);
    }

    Capture of(List<ItemFlow> cycles) {
        Set<String> scopes = new LinkedHashSet<>();
        Set<String> own = new LinkedHashSet<>();
        for (ItemFlow cycle : cycles) {
            add(cycle.item().artifact(), cycle.item().key(), scopes, own);
            for (Chain.Part part : cycle.chain().parts()) {
                add(part.artifact(), part.key(), scopes, own);
            }
        }
        List<Behind> behind = new ArrayList<>();
        long others = 0;
        if (coverage != null) {
            for (Behind source : coverage.behind()) {
                if (source.until() != null && !source.until().isBefore(knowledge.asOf())) {
                    continue; // what was asked about it has shown
                }
                String id = source.source().toLowerCase(Locale.ROOT);
                if (own.stream().anyMatch(id::startsWith)) {
                    behind.add(source);
                } else {
                    others++;
                }
            }
        }
        return new Capture(
                coverage == null ? Capture.From.STORE : Capture.From.COLLECTED_STORE,
                coverage == null
                        ? null
                        : coverage.knownUntil()
                                .filter(until -> until.isBefore(knowledge.asOf()))
                                .orElse(null),
                behind,
                others,
                store.gaps(scopes, knowledge));
    }

    /** The names under which the ledger and the sources know of an artifact, and of where it lives. */
    private static void add(ArtifactId artifact, String key, Set<String> scopes, Set<String> own) {
        scopes.add(artifact.toString());
        if (artifact.kind() == ArtifactKind.ISSUE) {
            scopes.add(artifact.tool() + "/issues");
            own.add((artifact.tool() + "/issues").toLowerCase(Locale.ROOT));
        } else if (artifact.kind() == ArtifactKind.PULL_REQUEST) {
            String repository = key.substring(0, Math.max(0, key.lastIndexOf('#')));
            scopes.add(repository);
            own.add((artifact.tool() + "/" + repository + "/").toLowerCase(Locale.ROOT));
        }
    }
}
