package dev.millrace.jira;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.collect.SourcePage;
import dev.millrace.collect.SyncProblem;
import dev.millrace.facts.ExistenceFact;
import dev.millrace.facts.FactBatch;
import dev.millrace.http.HttpException;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.Link;
import dev.millrace.model.StateDefinition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Gathers the facts of one page. An issue that cannot be read costs itself and not the page. */
final class PageMapper {

    /** The measure of a line that says whether an issue was read at all. */
    static final String ISSUE = "issue";
    /** The measure of the line about a whole scan. */
    static final String ISSUES = "issues";

    private final String source;
    private final JiraSettings settings;
    private final JiraCursor cursor;
    private final JiraConnection jira;
    private final @Nullable Instant now;
    private @Nullable JiraIssueMapper mapper;

    private final List<FactBatch> facts = new ArrayList<>();
    private final List<StateDefinition> definitions = new ArrayList<>();
    private final List<LedgerEntry> ledger = new ArrayList<>();
    private final List<SyncProblem> problems = new ArrayList<>();
    private final List<ExistenceFact> existence = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private final Set<String> retry;
    private JiraCursor.@Nullable Scan scan;
    private long notCaptured;

    PageMapper(String source, JiraSettings settings, JiraConnection jira, JiraCursor cursor, @Nullable Instant now) {
        this.now = now;
        this.source = source;
        this.settings = settings;
        this.cursor = cursor;
        this.jira = jira;
        this.retry = new LinkedHashSet<>(cursor.retry());
        this.scan = cursor.scan();
        this.notCaptured = cursor.run() == null ? 0 : cursor.run().notCaptured();
    }

    /** The states that the site defines. */
    void addStates() {
        definitions.addAll(jira.definitions());
    }

    /** Made for the first issue: a page without any needs no states, and what an issue names may be new. */
    private JiraIssueMapper mapper() {
        JiraIssueMapper made = mapper;
        if (made == null) {
            addStates();
            made = new JiraIssueMapper(
                    settings.tool(),
                    jira.site(),
                    jira.fields(),
                    new StateNames(jira.definitions()),
                    () -> LinkTypes.of(jira.linkTypes(), settings.blockingLinks()),
                    now);
            mapper = made;
        }
        return made;
    }

    void add(JsonNode issue) {
        // the name for a request of the issue: its id, if it has one
        Optional<String> handle = IssueJson.text(issue, "id").or(() -> IssueJson.text(issue, "key"));
        if (handle.isPresent() && !seen.add(handle.get())) {
            return;
        }
        String label = IssueJson.label(issue);
        try {
            FactBatch read = mapper().map(issue);
            facts.add(read.plus(shown(read, jira.development(issue))));
            // a changelog that Jira reports as complete concerns the ledger, and is no failure of the run
            read.ledger().stream()
                    .filter(line -> read.existence().isEmpty() && line.incomplete())
                    .forEach(line -> problems.add(new SyncProblem(
                            label,
                            "only " + line.captured() + " of " + line.expected() + " changelog entries came, so its"
                                    + " history is incomplete")));
            if (handle.isPresent() && retry.remove(handle.get())) {
                ledger.add(line(handle, 1, 1, null));
                notCaptured = Math.max(0, notCaptured - 1);
            }
            if (scan != null && handle.isPresent()) {
                scan = scan.read(handle.get());
            }
        } catch (HttpException e) {
            throw e; // what was requested to read it failed, and not the issue
        } catch (RuntimeException e) {
            // whatever it was: the other issues of the page are worth more than a stack trace
            unread(handle, label, reason(e));
        }
    }

    /** The links to what an issue shows of pull requests and commits. */
    private static FactBatch shown(FactBatch issue, List<ArtifactId> addresses) {
        ArtifactId id = issue.snapshots().get(0).artifact();
        List<Link> links = addresses.stream()
                .map(address -> new Link(id, address, "development", Link.Rule.EXPLICIT))
                .toList();
        return new FactBatch(List.of(), List.of(), links, List.of(), List.of(), List.of());
    }

    /** An issue that is there and that Jira could not give: the next sync requests it again. */
    void unread(String id, String reason) {
        if (seen.add(id)) {
            unread(Optional.of(id), "issue " + id, reason);
        }
    }

    private void unread(Optional<String> handle, String label, String reason) {
        problems.add(new SyncProblem(label, reason));
        // one that a moving list shows twice is missing once
        notCaptured += handle.isPresent() && !retry.add(handle.get()) ? 0 : 1;
        artifact(handle).map(ExistenceFact.Unread::new).ifPresent(existence::add);
        ledger.add(line(handle, 1, 0, label + ": " + reason));
    }

    /** An issue that could not be read before is not there any more, so nothing of it is missing. */
    void gone(String handle) {
        retry.remove(handle);
        artifact(Optional.of(handle)).map(ExistenceFact.Gone::new).ifPresent(existence::add);
        ledger.add(line(Optional.of(handle), 0, 0, "no longer in Jira, or no longer visible"));
        if (scan != null) {
            scan = scan.gone(handle);
        }
    }

    /** An issue that is there and may not be seen: what is stored of it stays. */
    void unseen(String id) {
        problems.add(new SyncProblem("issue " + id, "may not be seen with this token any more"));
        artifact(Optional.of(id)).map(ExistenceFact.Unread::new).ifPresent(existence::add);
    }

    /** The page, and where it goes on. */
    SourcePage finish(JiraClient.Page answer, @Nullable Long since, @Nullable Long mark) {
        boolean last = answer.next().isEmpty();
        if (last) {
            jira.refusedDevelopment().forEach(refused -> problems.add(new SyncProblem(source, refused)));
        }
        if (last && since == null) {
            scan = scanned(answer);
        }
        if (scan != null && !scan.equals(cursor.scan())) {
            ledger.add(line(scan));
        }
        JiraCursor.Run run =
                last ? null : new JiraCursor.Run(since, mark, answer.next().get(), notCaptured);
        JiraCursor next = new JiraCursor(
                JiraCursor.VERSION,
                cursor.scope(),
                last ? mark : cursor.mark(),
                run,
                List.copyOf(retry),
                scan,
                jira.known(cursor.site()));
        return new SourcePage(facts(), next.write(), last, answer.done(), answer.total(), problems);
    }

    /** What all that was added says. */
    FactBatch facts() {
        return new FactBatch(
                all(FactBatch::snapshots, List.of()),
                all(FactBatch::events, List.of()),
                all(FactBatch::links, List.of()),
                all(FactBatch::definitions, definitions),
                all(FactBatch::uses, List.of()),
                all(FactBatch::ledger, ledger),
                all(FactBatch::existence, existence),
                all(FactBatch::watches, List.of()));
    }

    /** What could not be captured as it is. */
    List<SyncProblem> problems() {
        return List.copyOf(problems);
    }

    /** What a scan of everything says of its own completeness; an incremental run cannot know. */
    private JiraCursor.Scan scanned(JiraClient.Page answer) {
        Long total = answer.total().isPresent() ? answer.total().getAsLong() : null;
        if (total != null && answer.done() < total) {
            problems.add(new SyncProblem(source, "Jira counted " + total + " issues and showed " + answer.done()));
        }
        return new JiraCursor.Scan(total, Math.max(0, answer.done() - notCaptured), List.copyOf(retry));
    }

    private LedgerEntry line(JiraCursor.Scan of) {
        Long expected = of.expected();
        long missing = expected == null ? of.unread().size() : expected - of.captured();
        String note = missing > 0 ? "could not be read: " + missing : null;
        return new LedgerEntry(settings.tool(), source, ISSUES, expected, of.captured(), note);
    }

    /** Each fact once: issues of one project repeat the facts about their states. */
    private <T> List<T> all(Function<FactBatch, List<T>> part, List<T> more) {
        Set<T> all = new LinkedHashSet<>(more);
        facts.forEach(batch -> all.addAll(part.apply(batch)));
        return List.copyOf(all);
    }

    /** The scope is the id's written form, so that the line is found with the issue. */
    private LedgerEntry line(Optional<String> handle, long expected, long captured, @Nullable String note) {
        String scope = artifact(handle)
                .map(ArtifactId::toString)
                .orElse(source + (handle.isPresent() ? " with unusable id" : " without id"));
        return new LedgerEntry(settings.tool(), scope, ISSUE, expected, captured, note);
    }

    private Optional<ArtifactId> artifact(Optional<String> handle) {
        try {
            return handle.map(h -> ArtifactId.issue(settings.tool(), h));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String reason(RuntimeException e) {
        boolean told = e instanceof JiraDataException || e instanceof IllegalArgumentException;
        return told && e.getMessage() != null ? e.getMessage() : e.toString();
    }
}
