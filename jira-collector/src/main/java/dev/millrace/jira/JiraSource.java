package dev.millrace.jira;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.collect.InventorySource;
import dev.millrace.collect.NamedItemsSource;
import dev.millrace.collect.SourceException;
import dev.millrace.collect.SourcePage;
import dev.millrace.facts.Watch;
import dev.millrace.http.HttpException;
import dev.millrace.http.HttpStatusException;
import dev.millrace.http.HttpTransport;
import dev.millrace.model.ArtifactId;
import dev.millrace.store.InventoryEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The issues of one Jira site. The first run takes everything, each later one what was updated since the last complete run
 * began, by the server's clock and with an overlap. Changed settings make the next run take everything again.
 */
public final class JiraSource implements InventorySource, NamedItemsSource {

    /** How many issues it reads by their ids at once. */
    public static final int AT_ONCE = JiraClient.AT_ONCE;

    /** 20 calls at a Data Center, 40 at a Cloud, and most of them once a day: see {@link #visitedByEachRun}. */
    private static final int VISITS = 20 * JiraClient.AT_ONCE;

    private static final int FORBIDDEN = 403;

    /** What a site answers that is not any more what it was: above all a Data Center that became a Cloud. */
    private static final Set<Integer> ANOTHER_SITE = Set.of(400, 404, 410);

    private final JiraSettings settings;
    private final HttpTransport transport;
    private @Nullable JiraConnection connection;

    /** The issues that the settings name, over that transport; sends nothing before the first {@link #read}. */
    public JiraSource(JiraSettings settings, HttpTransport transport) {
        this.transport = Objects.requireNonNull(transport, "transport");
        this.settings = Objects.requireNonNull(settings, "settings").loggedIn(transport);
    }

    @Override
    public String id() {
        return settings.tool() + "/issues";
    }

    @Override
    public Duration margin() {
        return settings.overlap();
    }

    @Override
    public String scope() {
        return JiraCursor.scope(settings);
    }

    @Override
    public Optional<Instant> from(Instant begun) {
        return JqlBegin.of(settings.jql(), begun);
    }

    @Override
    public SourcePage read(Optional<String> state) {
        JiraCursor cursor = JiraCursor.parse(state, settings);
        JiraCursor.Run run = cursor.run();
        Long since = run == null ? since(cursor) : run.since();
        Begun begun = run == null ? begin(cursor, since) : goOn(run, since);
        JiraConnection jira = begun.jira();
        connection = jira;
        IssueByIssue.Read read = begun.read();
        JiraClient.Page answer = read.page();
        Instant now = answer.answeredAt().or(jira::clock).orElse(null);
        PageMapper page = new PageMapper(id(), settings, jira, cursor, now);
        if (begun.opened()) {
            page.addStates();
        }
        if (run == null && cursor.mark() != null) {
            for (String issue : cursor.retry()) {
                retry(jira, issue, page);
            }
        }
        Long mark = run == null ? mark(jira, answer) : run.mark();
        answer.issues().forEach(page::add);
        read.unread().forEach(page::unread);
        return page.finish(answer, since, mark);
    }

    /**
     * A page that was read.
     *
     * @param opened whether the site was requested to describe itself
     */
    private record Begun(JiraConnection jira, boolean opened, IssueByIssue.Read read) {}

    /** The first page of a run. What is known of the site need not be requested again if the answer shows that all is as it was. */
    private Begun begin(JiraCursor cursor, @Nullable Long since) {
        KnownSite known = cursor.site();
        if (known != null && since != null) {
            JiraConnection jira = JiraConnection.remembered(settings, transport, known);
            try {
                IssueByIssue.Read read = search(jira, since, Optional.empty());
                if (read.page().answeredAt().filter(known::isFresh).isPresent() && jira.isLoggedIn(read.page())) {
                    return new Begun(jira, false, read);
                }
            } catch (HttpStatusException e) {
                if (!ANOTHER_SITE.contains(e.status())) {
                    throw e;
                }
            }
        }
        JiraConnection jira = JiraConnection.open(settings, transport);
        return new Begun(jira, true, search(jira, since, Optional.empty()));
    }

    private Begun goOn(JiraCursor.Run run, @Nullable Long since) {
        JiraConnection jira = connection;
        boolean open = jira == null;
        if (jira == null) {
            jira = JiraConnection.open(settings, transport);
        }
        return new Begun(jira, open, search(jira, since, Optional.of(run.position())));
    }

    private IssueByIssue.Read search(JiraConnection jira, @Nullable Long since, Optional<String> position) {
        return new IssueByIssue(jira.client()).search(Jql.of(settings, since), jira.fields(), position);
    }

    private static void retry(JiraConnection jira, String issue, PageMapper page) {
        try {
            Optional<JsonNode> found = jira.client().issue(issue, jira.fields());
            found.ifPresentOrElse(page::add, () -> page.gone(issue));
        } catch (HttpException e) {
            if (!IssueByIssue.mayBeOneIssue(e)) {
                throw e;
            }
            page.unread(issue, String.valueOf(e.getMessage()));
        }
    }

    /** The issues as far as Jira gives them together; none if one of them may be what it cannot give. */
    private static List<JsonNode> together(JiraConnection jira, List<String> ids) {
        try {
            return jira.client().issues(ids, jira.fields());
        } catch (HttpException e) {
            if (!IssueByIssue.mayBeOneIssue(e)) {
                throw e;
            }
            return List.of();
        }
    }

    @Override
    public int visitsAtOnce() {
        return JiraClient.AT_ONCE;
    }

    @Override
    public int visitsPerRun() {
        return VISITS;
    }

    /** A search shows every change of an open issue; what it missed is read with the daily list. So a run without news is one request. */
    @Override
    public Set<Watch.Reason> visitedByEachRun() {
        return EnumSet.complementOf(EnumSet.of(Watch.Reason.OPEN));
    }

    @Override
    public Revisit visit(List<InventoryEntry> items) {
        return visit(connected(), items, issues -> issues);
    }

    @Override
    public Revisit visitNamed(Optional<String> state, List<InventoryEntry> stored, List<InventoryEntry> unknown) {
        KnownSite known = JiraCursor.parse(state, settings).site();
        JiraConnection jira = known == null ? connected() : JiraConnection.remembered(settings, transport, known);
        List<InventoryEntry> all = new ArrayList<>(stored);
        all.addAll(unknown);
        Set<String> ours = new HashSet<>();
        stored.forEach(item -> ours.add(item.artifact().nativeId()));
        return visit(jira, all, issues -> {
            List<JsonNode> wanted = issues.stream()
                    .filter(issue -> ours.contains(issue.path("id").asText()) || isOfOurProjects(issue))
                    .toList();
            return settings.jql() == null ? wanted : selected(jira, wanted, ours);
        });
    }

    private boolean isOfOurProjects(JsonNode issue) {
        return settings.projects().isEmpty()
                || settings.projects().contains(issue.at("/fields/project/key").asText());
    }

    /** Those that are ours already, and of the others those that the configured condition selects. */
    private List<JsonNode> selected(JiraConnection jira, List<JsonNode> issues, Set<String> ours) {
        List<String> others = issues.stream()
                .map(issue -> issue.path("id").asText())
                .filter(id -> !ours.contains(id))
                .toList();
        if (others.isEmpty()) {
            return issues;
        }
        Set<String> wanted = new HashSet<>(ours);
        jira.client()
                .outline(Jql.of(settings, null).among(others), Optional.empty())
                .issues()
                .forEach(issue -> wanted.add(issue.path("id").asText()));
        return issues.stream()
                .filter(issue -> wanted.contains(issue.path("id").asText()))
                .toList();
    }

    private Revisit visit(JiraConnection jira, List<InventoryEntry> items, UnaryOperator<List<JsonNode>> wanted) {
        PageMapper page = new PageMapper(
                id(), settings, jira, JiraCursor.start(settings), jira.clock().orElse(null));
        Set<String> missing = new LinkedHashSet<>();
        items.forEach(item -> missing.add(item.artifact().nativeId()));
        // an issue that was not requested is no visit
        List<JsonNode> read = new ArrayList<>(together(jira, List.copyOf(missing)).stream()
                .filter(issue ->
                        IssueJson.text(issue, "id").filter(missing::remove).isPresent())
                .toList());
        missing.removeIf(id -> {
            try {
                Optional<JsonNode> found = jira.client().issue(id, jira.fields());
                found.ifPresent(read::add);
                return found.isPresent();
            } catch (HttpException e) {
                if (IssueByIssue.mayBeOneIssue(e)) {
                    page.unread(id, String.valueOf(e.getMessage()));
                } else if (e instanceof HttpStatusException status && status.status() == FORBIDDEN) {
                    // it is there, and not ours to see
                    page.unseen(id);
                } else {
                    throw e;
                }
                return true;
            }
        });
        wanted.apply(read).forEach(page::add);
        Set<ArtifactId> absent = new HashSet<>();
        items.stream()
                .filter(item -> missing.contains(item.artifact().nativeId()))
                .forEach(item -> absent.add(item.artifact()));
        return new Revisit(page.facts(), absent, page.problems());
    }

    @Override
    public InventoryPage inventory(Optional<String> state) {
        JiraClient.Page page = connected().client().list(Jql.of(settings, null), state);
        if (page.next().isEmpty()
                && page.total().isPresent()
                && page.done() < page.total().getAsLong()) {
            throw new SourceException("Jira counts " + page.total().getAsLong() + " issues and lists " + page.done()
                    + ", so what is not listed need not be gone");
        }
        List<InventoryEntry> there = new ArrayList<>();
        for (JsonNode issue : page.issues()) {
            IssueJson.text(issue, "id")
                    .map(id -> new InventoryEntry(ArtifactId.issue(settings.tool(), id), id))
                    .ifPresent(there::add);
        }
        return new InventoryPage(there, page.next().orElse(""), page.next().isEmpty());
    }

    private JiraConnection connected() {
        JiraConnection jira = connection;
        if (jira == null) {
            jira = JiraConnection.open(settings, transport);
            connection = jira;
        }
        return jira;
    }

    private @Nullable Long since(JiraCursor cursor) {
        return cursor.mark() == null ? null : cursor.mark() - settings.overlap().toMillis();
    }

    /** Never our own clock: it may be minutes ahead of the server's, and what changed between would be missed for ever. */
    private static @Nullable Long mark(JiraConnection jira, JiraClient.Page answer) {
        return jira.clock().or(answer::answeredAt).map(Instant::toEpochMilli).orElse(null);
    }
}
