package dev.millrace.hub.pages;

import dev.millrace.document.Document.Card;
import dev.millrace.document.Headline;
import dev.millrace.view.ReportView;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * What a list says of a report; small enough to be remembered for many.
 *
 * @param asOf as of which instant it is
 * @param until until when its data are known
 * @param old whether more is missing before its end than between two collections
 * @param headline the first thing that it says, in its own words; hostile text
 * @param cards its key figures
 * @param inProgress how many items are in progress
 * @param late how many of these are late; empty if that is unknown
 * @param items how many items it counts
 */
public record ReportSummary(
        Instant asOf,
        Instant until,
        boolean old,
        Headline headline,
        List<Card> cards,
        long inProgress,
        OptionalLong late,
        long items) {

    /** Copies the list. */
    public ReportSummary {
        Objects.requireNonNull(asOf, "asOf");
        Objects.requireNonNull(until, "until");
        Objects.requireNonNull(headline, "headline");
        cards = List.copyOf(cards);
        Objects.requireNonNull(late, "late");
    }

    /** What there is to say of a report. */
    public static ReportSummary of(ReportView view) {
        Headline headline = Objects.requireNonNull(view.document().headline(), "headline");
        return new ReportSummary(
                view.report().request().freshness().asOf(),
                view.report().request().freshness().until(),
                view.report().request().freshness().cutLongBeforeEnd(),
                headline,
                view.document().cards(),
                view.report().inProgress().items(),
                view.report().inProgress().late().measured().stream()
                        .mapToLong(Long::longValue)
                        .findAny(),
                view.report().population().counted());
    }

    /** The value of a key figure; "unknown" if the report has none. */
    String value(String card) {
        return cards.stream()
                .filter(one -> one.id().equals(card))
                .map(Card::value)
                .findFirst()
                .orElse("unknown");
    }
}
