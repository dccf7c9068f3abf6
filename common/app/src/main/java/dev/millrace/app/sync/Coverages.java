package dev.millrace.app.sync;

import dev.millrace.collect.RunLog;
import dev.millrace.collect.SourceRun;
import dev.millrace.github.GitHubSite;
import dev.millrace.model.Coverage;
import dev.millrace.model.Coverage.Behind;
import dev.millrace.model.Coverage.Late;
import dev.millrace.model.Coverage.Left;
import dev.millrace.store.FlowStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** Notes at the end of a collection what is known of the time of every source. */
final class Coverages {

    /** Of the sources that are not collected any more only these are named, the latest first. */
    private static final int MOST_LEFT = 50;

    private Coverages() {}

    /**
     * Says in the store until when everything was completely read.
     *
     * @param results what became of each source; none of a configuration without sources
     */
    static void note(FlowStore store, InstantSource clock, List<SourceResult> results) {
        if (!results.isEmpty()) {
            store.cover(of(new RunLog(store.operations(), clock).all(), results));
        }
    }

    /** What was read to its end now is known until the earliest of their begins; all others until they were read to their end last. */
    static Coverage of(List<SourceRun> runs, List<SourceResult> results) {
        Set<String> wanted = new LinkedHashSet<>();
        Set<String> complete = new LinkedHashSet<>();
        List<String> unlisted = new ArrayList<>();
        for (SourceResult result : results) {
            // an owner whose repositories could not be listed is no source
            if (GitHubSite.isAllOfOwner(nameOf(result.source()))) {
                unlisted.add(result.source().toLowerCase(Locale.ROOT));
            } else {
                wanted.add(result.source());
                if (result.summary() != null) {
                    complete.add(result.source());
                }
            }
        }
        Instant until = null;
        long completed = 0;
        List<Behind> behind = new ArrayList<>();
        List<Late> late = new ArrayList<>();
        List<Left> left = new ArrayList<>();
        for (SourceRun run : runs) {
            if (GitHubSite.isAllOfOwner(nameOf(run.source()))) {
                continue;
            }
            Instant ownUntil = run.covered().until();
            if (complete.contains(run.source()) && ownUntil != null) {
                completed++;
                until = until == null || ownUntil.isBefore(until) ? ownUntil : until;
            } else if (wanted.remove(run.source()) || unlisted.stream().anyMatch(name -> belongs(run.source(), name))) {
                behind.add(new Behind(run.source(), ownUntil));
            } else {
                left.add(new Left(run.source(), ownUntil));
                continue;
            }
            wanted.remove(run.source());
            if (run.covered().from() != null) {
                late.add(new Late(
                        run.source(), Objects.requireNonNull(run.covered().from())));
            }
        }
        // not even tried, since what stands before them could not be read
        wanted.forEach(source -> behind.add(new Behind(source, null)));
        behind.sort(Comparator.comparing(Behind::source));
        late.sort(Comparator.comparing(Late::source));
        return new Coverage(until, completed, behind, late, latest(left));
    }

    private static List<Left> latest(List<Left> left) {
        Comparator<Left> byUntil = Comparator.comparing(Left::until, Comparator.nullsFirst(Comparator.naturalOrder()));
        return left.stream()
                .sorted(byUntil.reversed().thenComparing(Left::source))
                .limit(MOST_LEFT)
                .toList();
    }

    /** Without the tool: {@code owner/*} of {@code github:github.com/owner/*}. */
    private static String nameOf(String source) {
        return source.substring(source.indexOf('/') + 1);
    }

    private static boolean belongs(String source, String ownerAndStar) {
        return source.toLowerCase(Locale.ROOT).startsWith(ownerAndStar.substring(0, ownerAndStar.length() - 1));
    }
}
