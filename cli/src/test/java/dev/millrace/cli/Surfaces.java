package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.cli.Millrace.Run;
import dev.millrace.fake.jira.JiraDataCenterFake;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks each surface for items of the same store at the same instant, as people and programs do. */
final class Surfaces {

    static final String SHOW = "show --json";
    static final String SHOW_WORDS = "show --markdown";
    static final String TERMINAL = "show";
    static final String PAGE = "show --html";
    static final String HUB = "the hub";
    static final String HUB_PAGE = "a page of the hub";
    static final String EXPORT = "export";
    static final String WHY = "report --why";
    static final String PROPERTY = "the property of publish";
    static final String SUMMARY = "step-summary";

    private static final List<String> METRICS = List.of(
            "flow-time", "lead-time", "flow-efficiency", "flow-velocity", "flow-load", "ageing", "data-quality");
    private static final String DAYS = "365";
    private static final Pattern LISTENS = Pattern.compile("listens on (http://127\\.0\\.0\\.1:\\d+)");
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private final Path directory;
    private final Millrace millrace;
    private final Instant asOf;
    private final Said said = new Said();
    private final SaidInJson json = new SaidInJson(said);
    private @Nullable SameReport report;

    /** The command line in a directory with a configuration, whose clock stands still. */
    Surfaces(Path directory, Millrace millrace, Instant asOf) {
        this.directory = directory;
        this.millrace = millrace;
        this.asOf = asOf;
    }

    Said said() {
        return said;
    }

    void export(Collection<String> streams) throws IOException {
        for (String stream : streams) {
            json.items(EXPORT, ok("export", "--table", "items", "--format", "ndjson", "--stream", stream));
            json.visits(EXPORT, ok("export", "--table", "visits", "--format", "ndjson", "--stream", stream));
        }
    }

    void why(Collection<String> streams) throws IOException {
        for (String stream : streams) {
            for (String metric : METRICS) {
                json.why(WHY, ok("report", "--all", "--json", "--stream", stream, "--why", metric));
            }
        }
    }

    void show(Collection<String> keys) throws IOException {
        for (String key : keys) {
            json.view(SHOW, ok("show", key, "--json"));
            new SaidInMarkdown(said, SHOW_WORDS).items(ok("show", key, "--markdown"));
        }
    }

    /** What people see first, wherever they look. */
    void words(Collection<String> keys) throws IOException {
        for (String key : keys) {
            SaidInWords.markdown(said, SHOW_WORDS, key, ok("show", key, "--markdown"));
            SaidInWords.terminal(said, TERMINAL, key, ok("show", key));
            ok("show", key, "--html", "item.html");
            SaidInWords.page(said, PAGE, key, Files.readString(directory.resolve("item.html")));
        }
    }

    /** A report of a year on a stream, in the four forms that the command line has; the hub adds its page. */
    void report(String stream) throws IOException {
        String[] asked = {"report", "--stream", stream, "--days", DAYS};
        SameReport same = new SameReport(ok(with(asked, "--json")), ok(with(asked, "--markdown")));
        same.isInTerminal(ok(asked));
        ok(with(asked, "--html", "report.html"));
        same.isInPage("report --html", Files.readString(directory.resolve("report.html")));
        report = same;
    }

    private static String[] with(String[] some, String... more) {
        return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
    }

    void stepSummary(Collection<String> pullRequests) {
        for (String key : pullRequests) {
            new SaidInMarkdown(said, SUMMARY).items(ok("step-summary", key));
        }
    }

    /** Publishes into a Jira that has the issues that were exported. */
    void property(JiraDataCenterFake jira) throws IOException {
        for (String id : json.issues()) {
            ObjectNode issue = JsonMapper.builder().build().createObjectNode();
            issue.put("id", id).put("key", id).putObject("fields");
            jira.put(issue);
        }
        ok("publish");
        for (String property : jira.writes().properties.values()) {
            json.property(PROPERTY, property);
        }
    }

    /** Asks {@code millrace serve}, a process of its own. */
    void hub(Collection<String> keys) throws IOException, InterruptedException {
        String token = ok("token", "create", "test", "--scope", "views:read,reports:read")
                .strip();
        Process process = millrace.start("serve", "--port", "0");
        try {
            String address = listening(process);
            if (report != null) {
                report.isInPage(
                        "page of the hub",
                        get(
                                address + "/streams/" + HandMadeItems.STREAMS.get(0) + "?days=" + DAYS + "&asOf="
                                        + asOf,
                                token));
            }
            for (String key : keys) {
                boolean issue = key.indexOf('#') < 0;
                String path = key.replace('#', '/') + "?asOf=" + asOf;
                json.view(HUB, get(address + "/v1/views/" + (issue ? "issue/" : "pull-request/") + path, token));
                SaidInWords.page(
                        said, HUB_PAGE, key, get(address + (issue ? "/items/" : "/pull-requests/") + path, token));
            }
        } finally {
            process.toHandle().destroyForcibly();
        }
    }

    private static String get(String address, String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .header("Authorization", "Bearer " + token)
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private String listening(Process process) throws IOException, InterruptedException {
        Path messages = directory.resolve("err.txt");
        for (long begun = System.nanoTime(); System.nanoTime() - begun < PATIENCE && process.isAlive(); ) {
            Matcher listens = LISTENS.matcher(Files.readString(messages));
            if (listens.find()) {
                return listens.group(1);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new AssertionError("it does not listen: " + Files.readString(messages));
    }

    private String ok(String... arguments) {
        Run run = millrace.run(arguments);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run.out();
    }
}
