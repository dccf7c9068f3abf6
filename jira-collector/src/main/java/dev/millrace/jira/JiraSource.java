package dev.millrace.jira;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.collect.Source;
import dev.millrace.collect.SourcePage;
import dev.millrace.http.HttpTransport;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The issues of one Jira site. The first run takes everything, each later one what was updated since the last complete run
 * began, by the server's clock and with an overlap. Changed settings make the next run take everything again.
 */
public final class JiraSource implements Source {

    private final JiraSettings settings;
    private final HttpTransport transport;
    private @Nullable JiraConnection connection;

    /** The issues that the settings name, over that transport; nothing is asked before the first {@link #read}. */
    public JiraSource(JiraSettings settings, HttpTransport transport) {
        this.settings = Objects.requireNonNull(settings, "settings");
        this.transport = Objects.requireNonNull(transport, "transport");
    }

    @Override
    public String id() {
        return settings.tool() + "/issues";
    }

    @Override
    public SourcePage read(Optional<String> state) {
        JiraCursor cursor = JiraCursor.parse(state, settings);
        JiraCursor.Run run = cursor.run();
        // a run asks anew what the site is, and above all what time it has
        JiraConnection jira = run == null ? null : connection;
        boolean connect = jira == null;
        if (jira == null) {
            jira = JiraConnection.open(settings, transport);
            connection = jira;
        }
        PageMapper page = new PageMapper(id(), settings, jira, cursor);
        if (connect) {
            page.add(jira.definitions());
        }
        if (run == null && cursor.mark() != null) {
            for (String issue : cursor.retry()) {
                Optional<JsonNode> found = jira.client().issue(issue, jira.fields());
                found.ifPresentOrElse(page::add, () -> page.gone(issue));
            }
        }
        Long since = run == null ? since(cursor) : run.since();
        JiraClient.Page answer = jira.client()
                .search(
                        Jql.of(settings, since),
                        jira.fields(),
                        Optional.ofNullable(run).map(JiraCursor.Run::position));
        Long mark = run == null ? mark(jira, answer) : run.mark();
        answer.issues().forEach(page::add);
        return page.finish(answer, since, mark);
    }

    private @Nullable Long since(JiraCursor cursor) {
        return cursor.mark() == null ? null : cursor.mark() - settings.overlap().toMillis();
    }

    /** Never our own clock: it may be minutes ahead of the server's, and what changed between would be missed for ever. */
    private static @Nullable Long mark(JiraConnection jira, JiraClient.Page answer) {
        return jira.clock().or(answer::answeredAt).map(Instant::toEpochMilli).orElse(null);
    }
}
