package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.app.item.Visibility;
import dev.millrace.app.query.Queries;
import dev.millrace.model.Knowledge;
import dev.millrace.store.FlowStore;
import dev.millrace.store.sqlite.SqliteFlowStore;
import dev.millrace.valuestream.Definition;
import dev.millrace.view.item.BuildJson;
import dev.millrace.view.item.BuildView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job deleted and made anew numbers its builds from 1 again: its name and a number mean more than one build. */
class BuildsOfOneNameTest {

    private static final Instant OLD = Instant.parse("2026-03-02T09:00:00Z");
    private static final Instant NEW = Instant.parse("2026-05-04T09:00:00Z");
    private static final Knowledge ALL = new Knowledge(Instant.MAX, Instant.MAX);

    @TempDir
    private Path folder;

    @Test
    void the_build_of_the_job_of_now_is_shown_and_the_old_one_only_to_who_names_it() throws IOException {
        Files.writeString(
                folder.resolve("builds.ndjson"),
                "{\"millrace\":\"events/1\"}\n" + build(7, OLD, "'deleted':['" + NEW + "']") + build(7, NEW)
                        + build(8, OLD));
        Millrace millrace = Millrace.in(folder).config("store: chain.db\njira:\n  - url: https://jira.example.org\n");
        assertThat(millrace.run("import", "builds.ndjson").exitCode()).isZero();

        try (FlowStore store = SqliteFlowStore.open(folder.resolve("chain.db"), InstantSource.system())) {
            Queries queries = new Queries(Definition.standard(), ZoneOffset.UTC, InstantSource.system());

            BuildView now =
                    queries.build(store, "shop #7", ALL, Visibility.EVERYTHING).orElseThrow();
            assertThat(now.build().scheduledAt()).isEqualTo(NEW);
            assertThat(now.namesakes()).containsExactly(OLD);
            assertThat(BuildJson.write(now))
                    .contains("\"scheduledAt\" : \"" + NEW + "\"", "\"namesakes\" : [ \"" + OLD + "\" ]");
            assertThat(now.html()).contains("Another build was called the same").doesNotContain("Deleted");
            BuildView old = queries.build(store, "shop #7@" + OLD.toEpochMilli(), ALL, Visibility.EVERYTHING)
                    .orElseThrow();
            assertThat(old.build().scheduledAt()).isEqualTo(OLD);
            assertThat(old.deletedAt()).isEqualTo(NEW);
            assertThat(old.html()).contains("Deleted in the build tool ");
            assertThat(BuildJson.write(old)).contains("\"deletedAt\" : \"" + NEW + "\"");
            Knowledge before = new Knowledge(NEW.minusSeconds(1), Instant.MAX);
            assertThat(queries.build(store, "shop #7", before, Visibility.EVERYTHING)
                            .orElseThrow()
                            .deletedAt())
                    .as("it was still there then")
                    .isNull();
            assertThat(queries.build(store, "shop #8@" + NEW.toEpochMilli(), ALL, Visibility.EVERYTHING))
                    .as("no other build than the one that was asked for")
                    .isEqualTo(Optional.empty());
            assertThat(queries.build(store, "shop #8", ALL, Visibility.EVERYTHING)
                            .orElseThrow()
                            .namesakes())
                    .isEmpty();
        }
    }

    private static String build(int number, Instant at) {
        return build(number, at, "");
    }

    private static String build(int number, Instant at, String attributes) {
        String id = "jenkins:ci:build:shop#" + number + "@" + at.toEpochMilli();
        return ("{'fact':'snapshot','artifact':'%1$s','key':'shop #%2$d','title':'#%2$d','project':'shop',"
                        + "'level':'standard','state':{'id':'success','name':'success'},'createdAt':'%3$s',"
                        + "'updatedAt':'%3$s','attributes':{%4$s}}\n"
                        + "{'fact':'event','id':'%1$s#created','artifact':'%1$s','kind':'created','occurredAt':'%3$s',"
                        + "'sequence':0,'state':{'id':'queued','name':'queued'}}\n")
                .formatted(id, number, at, attributes)
                .replace('\'', '"');
    }
}
