package dev.millrace.app.report;

import dev.millrace.chain.ItemFlows;
import dev.millrace.derive.Questions;
import dev.millrace.metrics.ItemFilter;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Attribute;
import dev.millrace.model.ChainedChange;
import dev.millrace.model.Coverage;
import dev.millrace.model.Coverage.Behind;
import dev.millrace.model.Coverage.Late;
import dev.millrace.model.Coverage.Left;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.Knowledge;
import dev.millrace.store.FlowStore;
import dev.millrace.valuestream.Selection;
import dev.millrace.valuestream.Service;
import dev.millrace.valuestream.Team;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which sources can hold anything back of what a report with a filter is about: those that something of its items or of their chains came
 * from, and those that its service or team could be in by the definition. A source of which neither holds cuts nothing, and is named.
 */
final class FeedingSources {

    /**
     * What bounds a report.
     *
     * @param by what is known of the sources that feed it; null if nothing is recorded
     * @param aside the sources that were not read to their end and do not affect the request
     */
    record Bound(@Nullable Coverage by, List<Behind> aside) {
        static final Bound NONE = new Bound(null, List.of());

        /** The same without the names of sources, for a reader who may not see all of them. */
        Bound unnamed() {
            Coverage unnamed = by == null
                    ? null
                    : new Coverage(
                            by.until(),
                            by.complete(),
                            unnamed(by.behind()),
                            by.late().stream()
                                    .map(one -> new Late(UNNAMED, one.from()))
                                    .toList(),
                            by.left().stream()
                                    .map(one -> new Left(UNNAMED, one.until()))
                                    .toList());
            return new Bound(unnamed, unnamed(aside));
        }

        private static List<Behind> unnamed(List<Behind> sources) {
            return sources.stream().map(one -> new Behind(UNNAMED, one.until())).toList();
        }
    }

    private static final String UNNAMED = "a source";

    private final StreamChoice chosen;
    private final ItemFilter filter;
    private final Set<String> trackers = new HashSet<>();
    private final Set<String> repositories = new HashSet<>();
    private boolean empty = true;

    private FeedingSources(StreamChoice chosen, ItemFilter filter) {
        this.chosen = chosen;
        this.filter = filter;
    }

    /** What bounds the answer about what the filter lets pass of what was chosen; without a filter everything does. */
    static Bound bound(Coverage whole, FlowStore store, Knowledge knowledge, StreamChoice chosen, ItemFilter filter) {
        boolean narrowed = !filter.projects().isEmpty() || chosen.team() != null || chosen.service() != null;
        boolean cuts = whole.behind().stream()
                .anyMatch(one -> one.until() != null && one.until().isBefore(knowledge.asOf()));
        if (!narrowed || !cuts) {
            return new Bound(whole, List.of());
        }
        FeedingSources feeding = new FeedingSources(chosen, filter);
        new Questions(store, chosen.definition(), knowledge).ask(rows -> {
            rows.ifPresentOrElse(
                    view -> view.forEachItem(
                            chosen.stream(),
                            (project, of) -> feeding.accepts(project) && chosen.accepts(of),
                            feeding::add),
                    () -> new ItemFlows(store, knowledge, chosen.definition())
                            .chains()
                            .forEachItem(feeding::add));
            return true;
        });
        List<Behind> behind = new ArrayList<>();
        List<Behind> aside = new ArrayList<>();
        whole.behind().forEach(one -> (feeding.feeds(one.source()) ? behind : aside).add(one));
        return new Bound(
                new Coverage(whole.until(), whole.complete(), behind, whole.late(), whole.left()), List.copyOf(aside));
    }

    private void add(ItemHistory item) {
        if (!accepts(item.item().snapshot().project()) || !chosen.accepts(item)) {
            return;
        }
        empty = false;
        add(item.item());
        item.subTasks().forEach(this::add);
        item.blockers().values().forEach(this::add);
        for (ChainedChange change : item.changes()) {
            add(change.source());
            change.attempts().forEach(this::add);
        }
    }

    private boolean accepts(String project) {
        return filter.projects().isEmpty() || filter.projects().contains(project.toUpperCase(Locale.ROOT));
    }

    private void add(ArtifactHistory part) {
        if (part.artifact().kind() == ArtifactKind.ISSUE) {
            trackers.add(folded(part.artifact().tool().toString()));
        } else {
            repositories.add(folded(part.snapshot().project()));
            part.snapshot()
                    .attributes()
                    .getOrDefault(Attribute.REPOSITORY, Collections.emptyList())
                    .forEach(name -> repositories.add(folded(name)));
        }
    }

    /** True in doubt: if no source is known to feed the request, any may. */
    private boolean feeds(String source) {
        int first = source.indexOf('/');
        int last = source.lastIndexOf('/');
        if (empty || first < 0) {
            return true;
        } else if (first == last) {
            // a project is in one tracker; what is a team's or changes a service, a new issue of any may say
            return filter.projects().isEmpty() || trackers.contains(folded(source.substring(0, first)));
        }
        String repository = source.substring(first + 1, last);
        return repositories.contains(folded(repository)) || isAsked(repository);
    }

    /** Whether the items of a repository can be selected by its name, or by the definition. */
    private boolean isAsked(String repository) {
        if (filter.projects().contains(repository.toUpperCase(Locale.ROOT))) {
            return true;
        }
        List<Service> services = chosen.definition().services();
        List<Team> teams = chosen.definition().teams();
        boolean named = services.isEmpty() && folded(repository).equals(folded(String.valueOf(chosen.service())));
        return named
                || services.stream()
                        .filter(service -> service.name().equals(chosen.service()))
                        .anyMatch(service -> mayHold(service.scope(), repository))
                || teams.stream()
                        .filter(team -> team.name().equals(chosen.team()))
                        .anyMatch(team -> mayHold(team.scope(), repository));
    }

    private static boolean mayHold(Selection scope, String repository) {
        boolean anywhere = scope.projects().isEmpty()
                && scope.repositories().isEmpty()
                && scope.jobs().isEmpty();
        return anywhere || scope.repositories().stream().anyMatch(glob -> glob.matches(repository));
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
