package dev.millrace.view.portfolio;

import dev.millrace.document.Formats;
import dev.millrace.metrics.portfolio.Holder;
import dev.millrace.metrics.portfolio.Portfolio;
import dev.millrace.model.ArtifactId;
import dev.millrace.valuestream.Stage;
import java.time.Duration;
import java.util.Locale;

/** Names and item-time as a portfolio writes them. */
final class PortfolioText {

    /** So long that a row of a table stays one line on the page. */
    private static final int NAME = 32;

    private PortfolioText() {}

    static String name(Holder holder) {
        return Formats.shorten(holder.key() + ' ' + holder.title(), NAME);
    }

    static String name(Portfolio portfolio, ArtifactId holder) {
        return portfolio.holders().stream()
                .filter(one -> one.artifact().equals(holder))
                .map(PortfolioText::name)
                .findFirst()
                .orElse(holder.toString());
    }

    static String name(Stage stage) {
        return Formats.shorten(stage.name(), NAME);
    }

    /** Item-time in days with its unit. */
    static String days(Duration time) {
        return number(time) + " item-days";
    }

    /** Item-time in days: whole ones from ten on. */
    static String number(Duration time) {
        double days = time.toMillis() / (double) Duration.ofDays(1).toMillis();
        return String.format(Locale.ROOT, days < 10 && days > 0 ? "%.1f" : "%,.0f", days);
    }

    /** Whole days of calendar time. */
    static String wholeDays(Duration time) {
        return Formats.count(time.toDays()) + " d";
    }
}
