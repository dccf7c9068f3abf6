package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.cli.Millrace.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory with a configuration that names no tool, and a store of four finished issues: SHOP-1 to SHOP-3 and OPS-4. */
final class SmallStore {

    private SmallStore() {}

    static Millrace in(Path directory) throws IOException {
        Millrace millrace = Millrace.in(directory).config("store: flow.db\n");
        StringBuilder facts = new StringBuilder("{\"millrace\":\"events/1\"}\n");
        for (int n = 1; n <= 4; n++) {
            facts.append("""
                    {"fact":"snapshot","artifact":"jira:acme:issue:%1$d","key":"%2$s-%1$d","title":"t","project":"%2$s",\
                    "level":"standard","state":{"id":"5","name":"Done"},"createdAt":"2026-10-05T08:00:00.000Z",\
                    "updatedAt":"2026-10-07T08:00:00.000Z","attributes":{}}
                    {"fact":"event","id":"%1$d#1","artifact":"jira:acme:issue:%1$d","kind":"created",\
                    "occurredAt":"2026-10-05T08:00:00.000Z","sequence":0,"state":{"id":"3","name":"In Progress"}}
                    {"fact":"event","id":"%1$d#2","artifact":"jira:acme:issue:%1$d","kind":"state-changed",\
                    "occurredAt":"2026-10-07T08:00:00.000Z","sequence":0,"from":{"id":"3","name":"In Progress"},\
                    "to":{"id":"5","name":"Done"}}
                    """.formatted(n, n < 4 ? "SHOP" : "OPS"));
        }
        Files.writeString(directory.resolve("facts.ndjson"), facts);
        Run run = millrace.run("import", "facts.ndjson");
        assertThat(run.exitCode()).as(run.err()).isZero();
        return millrace;
    }
}
