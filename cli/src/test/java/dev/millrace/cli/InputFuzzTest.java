package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.cli.fuzz.Examples;
import dev.millrace.cli.fuzz.FactExamples;
import dev.millrace.cli.fuzz.Findings;
import dev.millrace.cli.fuzz.Mutator;
import dev.millrace.codec.FactFormatException;
import dev.millrace.codec.FactLines;
import dev.millrace.collect.SourceException;
import dev.millrace.config.ConfigException;
import dev.millrace.config.ConfigReader;
import dev.millrace.github.actions.ActionsEvent;
import dev.millrace.hub.access.TokenFile;
import dev.millrace.hub.access.TokenFileException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is read from files, changed by chance from what is valid: it is read, or refused with a sentence that names the file. The seed
 * of an input is its number, {@code millrace.fuzz.from} and on; {@code millrace.fuzz.inputs} of each kind.
 */
@Timeout(7_200)
class InputFuzzTest {

    private static final boolean DEEP = Boolean.getBoolean("millrace.deep");
    private static final long FROM = Long.getLong("millrace.fuzz.from", 1);
    private static final int INPUTS = Integer.getInteger("millrace.fuzz.inputs", DEEP ? 100_000 : 300);

    @TempDir
    Path folder;

    private final Findings findings = new Findings();
    private Path file;

    @BeforeEach
    void file() {
        file = folder.resolve("input");
    }

    @Test
    void a_configuration_is_read_or_each_mistake_in_it_is_told() throws Exception {
        List<String> valid = configurations();
        ConfigReader reader = new ConfigReader(Map.of("GITHUB_TOKEN", "x"));
        int read = 0;
        for (long seed = FROM; seed < FROM + INPUTS; seed++) {
            Mutator mutator = new Mutator(seed);
            byte[] input = mutator.bytes(one(valid, mutator), one(valid, mutator));
            Files.write(file, input);
            try {
                reader.readWithoutTokens(file);
                read++;
            } catch (ConfigException e) {
                String message = String.valueOf(e.getMessage());
                findings.told("configuration", message, text(seed, input));
                // a definition may stand in a file of its own
                if (!message.contains(folder.toString())) {
                    findings.add("configuration: the file is not named: " + message, text(seed, input));
                }
            } catch (RuntimeException | StackOverflowError e) {
                findings.thrown(e, text(seed, input));
            }
        }
        told("configurations", read);
    }

    @Test
    void a_token_file_is_read_or_refused_with_its_name() throws Exception {
        Millrace millrace = Millrace.in(folder).config("jira:\n  - url: http://127.0.0.1:1\n");
        millrace.run("token", "create", "a", "--scope", "events:write,views:read", "--tool", "jenkins:*");
        millrace.run("token", "create", "b", "--scope", "reports:read", "--project", "SHOP", "--days", "90");
        String valid = Files.readString(folder.resolve("millrace-tokens.json"));
        ObjectMapper json = new ObjectMapper();
        int read = 0;
        for (long seed = FROM; seed < FROM + INPUTS; seed++) {
            Mutator mutator = new Mutator(seed);
            byte[] input = seed % 2 == 0
                    ? json.writeValueAsBytes(mutator.json(json.readTree(valid)))
                    : mutator.bytes(valid, valid);
            Files.write(file, input);
            try {
                new TokenFile(file).read();
                read++;
            } catch (TokenFileException e) {
                String message = String.valueOf(e.getMessage());
                findings.told("tokens", message, text(seed, input));
                if (!message.contains(file.toString())) {
                    findings.add("tokens: the file is not named", text(seed, input));
                }
            } catch (RuntimeException | StackOverflowError e) {
                findings.thrown(e, text(seed, input));
            }
        }
        told("token files", read);
    }

    @Test
    void facts_are_read_or_refused_with_their_line() throws Exception {
        int read = 0;
        for (long seed = FROM; seed < FROM + INPUTS; seed++) {
            byte[] input = facts(seed);
            try {
                FactLines.read(
                        new InputStreamReader(new ByteArrayInputStream(input), StandardCharsets.UTF_8.newDecoder()),
                        "input",
                        batch -> {},
                        (kind, line) -> {});
                read++;
            } catch (FactFormatException e) {
                findings.told("facts", String.valueOf(e.getMessage()), text(seed, input));
            } catch (CharacterCodingException e) {
                // told in the words of who reads
            } catch (RuntimeException | StackOverflowError e) {
                findings.thrown(e, text(seed, input));
            }
        }
        told("documents of facts", read);
    }

    @Test
    void an_import_ends_with_a_sentence_and_the_store_stays_usable() throws Exception {
        Millrace millrace = Millrace.in(folder).config("jira:\n  - url: http://127.0.0.1:1\n");
        Files.writeString(folder.resolve("valid.ndjson"), FactExamples.FIRST + String.join("\n", FactExamples.lines()));
        assertThat(millrace.run("import", "valid.ndjson").exitCode()).isZero();
        int imports = Math.max(10, INPUTS / 100);
        int stored = 0;
        for (long seed = FROM; seed < FROM + imports; seed++) {
            byte[] input = facts(seed);
            Files.write(folder.resolve("broken.ndjson"), input);
            Millrace.Run run = millrace.run("import", "broken.ndjson");
            findings.told("import", run.err(), text(seed, input));
            stored += run.exitCode() == 1 ? 0 : 1;
            if (run.exitCode() == 1 && !run.err().contains("broken.ndjson")) {
                findings.add("import: the file is not named: " + run.err(), text(seed, input));
            }
            if (run.exitCode() != 1) {
                for (String[] command : List.of(new String[] {"report", "--all"}, new String[] {"show", "SHOP-1"})) {
                    Millrace.Run after = millrace.run(command);
                    if (after.exitCode() != 0) {
                        findings.told(command[0], after.err(), text(seed, input));
                        findings.add(command[0] + " after an import: " + after.err(), text(seed, input));
                    }
                }
            }
        }
        told(imports + " imports", stored);
    }

    @Test
    void an_event_of_github_is_read_or_refused_with_its_file() throws Exception {
        String valid =
                "{\"repository\":{\"full_name\":\"owner/name\"},\"pull_request\":{\"number\":12,\"head\":{\"sha\":\""
                        + "a".repeat(40) + "\"}},\"after\":\"" + "b".repeat(40) + "\",\"number\":12}";
        ObjectMapper json = new ObjectMapper();
        int read = 0;
        for (long seed = FROM; seed < FROM + INPUTS; seed++) {
            Mutator mutator = new Mutator(seed);
            byte[] input = seed % 2 == 0
                    ? json.writeValueAsBytes(mutator.json(json.readTree(valid)))
                    : mutator.bytes(valid, valid);
            Files.write(file, input);
            try {
                ActionsEvent.ofStep(Map.of(
                        "GITHUB_EVENT_PATH",
                        file.toString(),
                        "GITHUB_REPOSITORY",
                        mutator.word(),
                        "GITHUB_REF",
                        mutator.word()));
                read++;
            } catch (SourceException e) {
                findings.told("event of GitHub", String.valueOf(e.getMessage()), text(seed, input));
            } catch (RuntimeException | StackOverflowError e) {
                findings.thrown(e, text(seed, input));
            }
        }
        told("events of GitHub", read);
    }

    /** The examples of the pages as whole configurations, those of definitions in their place. */
    private List<String> configurations() throws IOException {
        String jira = "jira:\n  - url: https://jira.example.org\n";
        Files.writeString(
                folder.resolve("stream.yml"),
                Examples.of("value-stream.md", "yaml").get(2));
        return Stream.concat(
                        Stream.of("configuration.md", "jira.md", "github.md")
                                .flatMap(page -> Examples.of(page, "yaml").stream())
                                .map(block ->
                                        block.contains("jira:") || block.contains("github:") ? block : jira + block),
                        Examples.of("value-stream.md", "yaml").stream()
                                .map(block -> block.contains("valueStream:")
                                        ? jira + block
                                        : jira + "valueStream:\n" + block.indent(2)))
                .toList();
    }

    /** A document of which one line or all bytes are changed. */
    static byte[] facts(long seed) throws JsonProcessingException {
        Mutator mutator = new Mutator(seed);
        List<String> lines = new ArrayList<>(FactExamples.lines());
        if (seed % 4 == 0) {
            String valid = FactExamples.FIRST + String.join("\n", lines);
            return mutator.bytes(valid, one(lines, mutator));
        }
        // reads a line that was changed already, however long its names are by now
        ObjectMapper json = new ObjectMapper(JsonFactory.builder()
                .streamReadConstraints(
                        StreamReadConstraints.builder().maxNameLength(1_000_000).build())
                .build());
        for (int times = mutator.below(3) == 0 ? 2 : 1; times > 0; times--) {
            int line = mutator.below(lines.size());
            lines.set(line, json.writeValueAsString(mutator.json(json.readTree(lines.get(line)))));
        }
        return (FactExamples.FIRST + String.join("\n", lines)).getBytes(StandardCharsets.UTF_8);
    }

    private static String one(List<String> of, Mutator mutator) {
        return of.get(mutator.below(of.size()));
    }

    private static String text(long seed, byte[] input) {
        return "seed " + seed + ": " + new String(input, StandardCharsets.UTF_8);
    }

    private void told(String what, int read) {
        System.out.println(INPUTS + " " + what + ", " + read + " of them taken, findings: "
                + findings.all().size());
        findings.all().forEach((kind, example) -> System.out.println("  " + kind + "\n      " + example));
        assertThat(findings.all()).isEmpty();
        assertThat(read).as("some are taken").isPositive();
    }
}
