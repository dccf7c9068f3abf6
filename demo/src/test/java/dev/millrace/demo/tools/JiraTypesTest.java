package dev.millrace.demo.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.demo.tools.Exchanges.Exchange;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What the demo's Jira answers fits the types of jira.js, which are generated from Atlassian's OpenAPI description: the TypeScript
 * compiler says whether recorded answers can be assigned to them.
 */
class JiraTypesTest {

    /** The types, by the resources that answer with them. */
    private static final Map<String, String> TYPES = Map.of(
            "/rest/api/2/serverInfo", "ServerInformation",
            "/rest/api/3/myself", "User",
            "/rest/api/3/status", "StatusDetails[]",
            "/rest/api/3/field", "FieldDetails[]",
            "/rest/api/3/search/jql", "SearchAndReconcileResults",
            "/rest/api/3/changelog/bulkfetch", "BulkChangelog",
            "/rest/api/3/issue/bulkfetch", "BulkIssue");

    /** The types of what is sent, by the resources it is sent to; a property may be any JSON. */
    private static final Map<String, String> ASKED = Map.of(
            "/rest/api/3/search/jql", "EnhancedSearchRequest",
            "/rest/api/3/changelog/bulkfetch", "BulkChangelogRequest",
            "/rest/api/3/issue/bulkfetch", "BulkFetchIssues",
            "/rest/api/3/issue/[^/]+/remotelink", "RemoteIssueLinkRequest",
            "/rest/api/3/issue/[0-9]+", "IssueUpdateDetails",
            "/rest/api/3/(issue|project)/[^/]+/properties/[^/]+", "object");

    /** How jira.js writes down a resource and how it is requested. */
    private static final Pattern RESOURCE =
            Pattern.compile("url: ['`](/rest/api/[23]/[^'`]{1,300})['`],\\s*method: '([A-Z]+)'");

    private static final int PAGES_OF_EACH = 2;

    private static Exchanges exchanges;
    private static int answers;
    private static int questions;
    /** What the compiler says of each file, by its name; of a file without a mistake it says nothing. */
    private static final Map<String, String> COMPLAINTS = new TreeMap<>();

    /** One run of the compiler for all files: it spends most of its time with the published types. */
    @BeforeAll
    static void compile() throws Exception {
        Path types = types();
        exchanges = Collected.fromJira();
        Map<String, String> files = Map.of(
                "answers.mts",
                answers(),
                "questions.mts",
                questions(),
                "broken.mts",
                "export const broken: Wire<StatusDetails[]> = [{\"id\": 3}];\n",
                "unknown.mts",
                "export const unknown: Wire<BulkChangelog> = {\"issueChangelogs\": []};\n");
        List<String> command = new ArrayList<>(List.of(
                "node",
                NpmPackages.folder().resolve("node_modules/typescript/bin/tsc").toString(),
                "--noEmit",
                "--strict",
                "--skipLibCheck",
                "--target",
                "es2022",
                "--module",
                "node16",
                "--moduleResolution",
                "node16"));
        // beside node_modules, where the compiler looks for what is imported
        Path folder = types.resolve("../..").normalize();
        String begin = Files.readString(Path.of("src", "test", "npm", "wire.ts"));
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), begin + file.getValue());
            command.add(file.getKey());
        }
        NpmPackages.Ran ran = NpmPackages.run(folder, command.toArray(String[]::new));
        String file = "";
        for (String line : ran.output().lines().toList()) {
            // what is indented goes on with the line before
            file = line.startsWith(" ") ? file : line.replaceFirst("\\(.*", "");
            COMPLAINTS.merge(file, line, (before, more) -> before + "\n" + more);
        }
        assertThat(COMPLAINTS.keySet()).as(ran.output()).isNotEmpty().isSubsetOf(files.keySet());
    }

    private static Path types() throws Exception {
        return NpmPackages.published("jira.js", "package.json", "dist/esm");
    }

    private static String answers() {
        StringBuilder source = new StringBuilder();
        for (Map.Entry<String, String> type : TYPES.entrySet()) {
            List<Exchange> answered = exchanges.answered(type.getKey());
            for (Exchange exchange : answered.subList(0, Math.min(PAGES_OF_EACH, answered.size()))) {
                source.append("export const answer")
                        .append(++answers)
                        .append(": Wire<")
                        .append(type.getValue())
                        .append("> = ")
                        .append(exchange.answer().body())
                        .append(";\n");
            }
        }
        return source.toString();
    }

    private static String questions() {
        StringBuilder source = new StringBuilder();
        for (Map.Entry<String, String> type : ASKED.entrySet()) {
            for (Exchange exchange : exchanges.asked()) {
                boolean sent = exchange.request().path().matches(type.getKey())
                        && !exchange.request().body().isEmpty();
                if (!sent) {
                    continue;
                }
                source.append("export const question")
                        .append(++questions)
                        .append(": ")
                        .append(type.getValue())
                        .append(" = ")
                        .append(exchange.request().body())
                        .append(";\n");
            }
        }
        return source.toString();
    }

    @Test
    void recorded_answers_fit_the_published_types() {
        assertThat(answers).as("answers compared").isGreaterThanOrEqualTo(6);
        assertThat(COMPLAINTS).doesNotContainKey("answers.mts");
    }

    @Test
    void what_the_collector_asks_fits_the_published_types() {
        assertThat(questions).as("questions compared").isGreaterThanOrEqualTo(10);
        assertThat(COMPLAINTS).doesNotContainKey("questions.mts");
    }

    @Test
    void every_request_is_one_of_the_published_api() throws Exception {
        Set<String> published = published("version2", "version3");
        assertThat(published).hasSizeGreaterThan(300);

        assertThat(exchanges.asked())
                .extracting(exchange ->
                        exchange.request().method() + " " + exchange.request().path())
                .allSatisfy(request -> assertThat(published).as(request).anyMatch(request::matches));
        assertThat(published).noneMatch("POST /rest/api/3/search/sql"::matches);
    }

    /**
     * Atlassian publishes no machine-readable description of Data Center's API. Version 2 of Cloud's, which Data Center's is the model of,
     * still has its search.
     */
    @Test
    void every_request_to_a_data_center_is_one_of_version_2_with_its_parameters() throws Exception {
        Set<String> published = published("version2");
        String parameters =
                Files.readString(types().resolve("dist/esm/types/version2/parameters/searchForIssuesUsingJql.d.ts"));
        List<String> requests = Collected.fromDataCenter();

        assertThat(requests)
                .extracting(request -> request.replaceFirst("[?].*", ""))
                .contains("GET /rest/api/2/search", "GET /rest/api/2/status", "GET /rest/api/2/field")
                .allSatisfy(request -> assertThat(published).as(request).anyMatch(request::matches));
        for (String request : requests) {
            if (request.startsWith("GET /rest/api/2/search?")) {
                for (String parameter :
                        request.substring(request.indexOf('?') + 1).split("&(?=\\w+=)", -1)) {
                    String name = parameter.substring(0, parameter.indexOf('='));
                    assertThat(parameters).as(request).containsPattern("\\b" + name + "\\?:");
                }
            }
        }
        assertThat(parameters).doesNotContainPattern("\\bmaxResult\\?:");
    }

    /** Method and path of each resource that jira.js knows, as regular expressions. */
    private static Set<String> published(String... versions) throws Exception {
        Set<String> published = new TreeSet<>();
        for (String version : versions) {
            Path folder = types().resolve("dist/esm").resolve(version);
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.mjs")) {
                for (Path file : files) {
                    Matcher resource = RESOURCE.matcher(Files.readString(file));
                    while (resource.find()) {
                        published.add(
                                resource.group(2) + " " + resource.group(1).replaceAll("\\$\\{[^}]*}", "[^/]+"));
                    }
                }
            }
        }
        return published;
    }

    @Test
    void every_kind_of_body_was_compared() {
        assertThat(ASKED.keySet())
                .allSatisfy(path -> assertThat(exchanges.asked())
                        .as(path)
                        .anyMatch(exchange -> exchange.request().path().matches(path)
                                && !exchange.request().body().isEmpty()));
    }

    @Test
    void the_comparison_has_teeth() {
        assertThat(COMPLAINTS.get("broken.mts")).contains("Type 'number' is not assignable to type 'string'");
        assertThat(COMPLAINTS.get("unknown.mts")).contains("does not exist in type");
    }

    @Test
    void every_resource_that_was_asked_is_one_of_those_compared() {
        assertThat(exchanges.answered("/"))
                .extracting(exchange -> exchange.request().path())
                .allSatisfy(path -> assertThat(TYPES).containsKey(path));
    }
}
