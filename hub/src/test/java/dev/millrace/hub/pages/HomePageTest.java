package dev.millrace.hub.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.document.Document;
import dev.millrace.document.Headline;
import dev.millrace.document.MarkdownRenderer;
import dev.millrace.hub.pages.HomePage.Entry;
import dev.millrace.hub.pages.Subject.Kind;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class HomePageTest {

    private static final Instant READ = Instant.parse("2026-10-31T00:00:00Z");
    private static final String OLD = "These data are old: they end at 2026-10-31 00:00.";

    @Test
    void data_that_are_old_everywhere_are_said_to_be_old_once() {
        Document page = page(entry(Kind.STREAM, "shop", READ, OLD), entry(Kind.TEAM, "orders", READ, OLD));

        assertThat(Objects.requireNonNull(page.headline()).sentence()).isEqualTo(OLD + " Review holds shop up.");
        assertThat(rows(page)).contains("Review holds orders up.").doesNotContain(OLD);
    }

    @Test
    void data_that_are_old_in_one_report_are_said_to_be_old_there() {
        Document page =
                page(entry(Kind.STREAM, "shop", READ.plusSeconds(9), ""), entry(Kind.TEAM, "orders", READ, OLD));

        assertThat(Objects.requireNonNull(page.headline()).sentence()).isEqualTo("Review holds shop up.");
        assertThat(rows(page)).contains(OLD + " Review holds orders up.");
    }

    @Test
    void data_that_end_at_different_times_are_each_said_to_be_old() {
        String older = "These data are old: they end at 2026-09-30 00:00.";
        Document page =
                page(entry(Kind.STREAM, "shop", READ, OLD), entry(Kind.TEAM, "orders", READ.minusSeconds(9), older));

        assertThat(rows(page)).contains(older + " Review holds orders up.", OLD + " Review holds shop up.");
    }

    private static Document page(Entry... entries) {
        return new HomePage(List.of(entries), Optional.empty(), ZoneOffset.UTC).document();
    }

    private static String rows(Document page) {
        return new MarkdownRenderer()
                .render(new Document("", "", List.of(), List.of(), page.sections()))
                .replace("\\", "");
    }

    private static Entry entry(Kind kind, String id, Instant until, String caution) {
        Subject subject = new Subject(kind, id, id, null);
        String sentence = (caution + " Review holds " + id + " up.").strip();
        ReportSummary summary = new ReportSummary(
                READ.plusSeconds(90_000),
                until,
                !caution.isEmpty(),
                new Headline(caution, sentence, List.of(), List.of()),
                List.of(),
                3,
                OptionalLong.of(1),
                5);
        return new Entry(subject, ReportAddress.of(subject), Optional.of(summary));
    }
}
