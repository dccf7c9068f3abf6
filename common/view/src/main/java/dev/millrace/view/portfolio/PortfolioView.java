package dev.millrace.view.portfolio;

import dev.millrace.document.Document;
import dev.millrace.metrics.portfolio.Portfolio;
import java.util.Objects;

/**
 * A portfolio as surfaces show it.
 *
 * @param portfolio the exact figures, for programs
 * @param document one page for people
 */
public record PortfolioView(Portfolio portfolio, Document document) {

    /** Validates. */
    public PortfolioView {
        Objects.requireNonNull(portfolio, "portfolio");
        Objects.requireNonNull(document, "document");
    }

    /** The view of a portfolio; days and times are those of its zone. */
    public static PortfolioView of(Portfolio portfolio) {
        return new PortfolioView(portfolio, new PortfolioDocument(portfolio).document());
    }
}
