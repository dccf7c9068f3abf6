package dev.millrace.derive;

import dev.millrace.chain.ChainLinks;
import dev.millrace.chain.CodebaseChains.Member;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.store.DerivedStore;
import dev.millrace.store.ServedRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What belongs together, from rows; of codebases that were derived again, from what that came to. */
final class DerivedLinks implements ChainLinks {

    private final DerivedStore rows;
    private final Set<Integer> replaced = new HashSet<>();
    private final Map<ArtifactId, Served> fresh = new HashMap<>();
    private final Map<ArtifactId, Map<ArtifactId, Member>> items = new HashMap<>();
    private final Map<ArtifactId, Set<ArtifactId>> members = new HashMap<>();

    DerivedLinks(DerivedStore rows) {
        this.rows = rows;
    }

    /** Takes a codebase that was derived again, instead of the rows of those codebases. */
    void replace(Collection<Integer> before, CodebaseRows with) {
        replaced.addAll(before);
        fresh.putAll(with.changes());
        items.putAll(with.items());
        with.items()
                .forEach((source, of) -> of.forEach((issue, member) -> {
                    if (member.change()) {
                        members.computeIfAbsent(issue, unseen -> new HashSet<>())
                                .add(source);
                    }
                }));
    }

    /** The codebases whose rows do not count. */
    Set<Integer> replaced() {
        return replaced;
    }

    @Override
    public Map<ArtifactId, Set<ArtifactId>> sources(Collection<ArtifactId> issues) {
        Map<ArtifactId, Set<ArtifactId>> sources = new HashMap<>();
        rows.codebases().membersOf(issues).forEach((issue, of) -> {
            Set<ArtifactId> kept = new HashSet<>();
            of.forEach((source, codebase) -> {
                if (!replaced.contains(codebase)) {
                    kept.add(source);
                }
            });
            sources.put(issue, kept);
        });
        if (!members.isEmpty()) {
            for (ArtifactId issue : issues) {
                Set<ArtifactId> of = members.get(issue);
                if (of != null) {
                    sources.computeIfAbsent(issue, unseen -> new HashSet<>()).addAll(of);
                }
            }
        }
        return sources;
    }

    @Override
    public Map<ArtifactId, Served> served(Collection<ArtifactHistory> changes) {
        Map<ArtifactId, Served> served = new HashMap<>();
        List<ArtifactId> stored = new ArrayList<>();
        for (ArtifactHistory change : changes) {
            Served again = fresh.get(change.artifact());
            if (again != null) {
                served.put(change.artifact(), again);
            } else {
                stored.add(change.artifact());
            }
        }
        rows.codebases().served(stored).forEach((change, row) -> served.put(change, served(row)));
        return served;
    }

    private static Served served(ServedRow row) {
        return new Served(row.runs(), row.service(), row.firstProduction(), row.traced());
    }

    @Override
    public List<ArtifactId> issuesOf(ArtifactId source) {
        Map<ArtifactId, Member> again = items.get(source);
        if (again != null || fresh.containsKey(source)) {
            return again == null ? List.of() : again.keySet().stream().sorted().toList();
        }
        return rows.codebases().itemsOf(List.of(source)).getOrDefault(source, Set.of()).stream()
                .sorted()
                .toList();
    }
}
