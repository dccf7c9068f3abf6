package dev.millrace.demo.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.demo.tools.Exchanges.Exchange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
            "/rest/api/3/changelog/bulkfetch", "BulkChangelog");

    /** The types of what is sent, by the resources it is sent to. */
    private static final Map<String, String> ASKED = Map.of(
            "/rest/api/3/search/jql", "EnhancedSearchRequest",
            "/rest/api/3/changelog/bulkfetch", "BulkChangelogRequest");

    private static final int PAGES_OF_EACH = 2;

    private static Path folder;
    private static Exchanges exchanges;

    @BeforeAll
    static void collect() throws Exception {
        folder = NpmPackages.folder();
        exchanges = Collected.fromJira();
    }

    @Test
    void recorded_answers_fit_the_published_types() throws Exception {
        StringBuilder source = new StringBuilder();
        int number = 0;
        for (Map.Entry<String, String> type : TYPES.entrySet()) {
            List<Exchange> answered = exchanges.answered(type.getKey());
            for (Exchange exchange : answered.subList(0, Math.min(PAGES_OF_EACH, answered.size()))) {
                source.append("export const answer")
                        .append(++number)
                        .append(": Wire<")
                        .append(type.getValue())
                        .append("> = ")
                        .append(exchange.answer().body())
                        .append(";\n");
            }
        }
        assertThat(number).as("answers compared").isGreaterThanOrEqualTo(6);
        assertThat(compile("answers", source.toString())).isEmpty();
    }

    @Test
    void what_the_collector_asks_fits_the_published_types() throws Exception {
        StringBuilder source = new StringBuilder();
        int number = 0;
        for (Map.Entry<String, String> type : ASKED.entrySet()) {
            for (Exchange exchange : exchanges.answered(type.getKey())) {
                source.append("export const question")
                        .append(++number)
                        .append(": ")
                        .append(type.getValue())
                        .append(" = ")
                        .append(exchange.request().body())
                        .append(";\n");
            }
        }
        assertThat(number).as("questions compared").isGreaterThanOrEqualTo(10);
        assertThat(compile("questions", source.toString())).isEmpty();
    }

    @Test
    void the_comparison_has_teeth() throws Exception {
        assertThat(compile("broken", "export const broken: Wire<StatusDetails[]> = [{\"id\": 3}];\n"))
                .contains("broken.ts", "Type 'number' is not assignable to type 'string'");
        assertThat(compile("unknown", "export const unknown: Wire<BulkChangelog> = {\"issueChangelogs\": []};\n"))
                .contains("unknown.ts", "does not exist in type");
    }

    @Test
    void every_resource_that_was_asked_is_one_of_those_compared() {
        assertThat(exchanges.answered("/"))
                .extracting(exchange -> exchange.request().path())
                .allSatisfy(path -> assertThat(TYPES).containsKey(path));
    }

    /** What the compiler complains about; empty if nothing. */
    private static String compile(String name, String source) throws Exception {
        Path file = folder.resolve(name + ".ts");
        Files.writeString(file, Files.readString(Path.of("src", "test", "npm", "wire.ts")) + source);
        NpmPackages.Ran ran = NpmPackages.run(
                folder,
                "node",
                "node_modules/typescript/bin/tsc",
                "--noEmit",
                "--strict",
                "--skipLibCheck",
                "--target",
                "es2022",
                "--module",
                "node16",
                "--moduleResolution",
                "node16",
                name + ".ts");
        return ran.status() == 0 ? "" : ran.output();
    }
}
