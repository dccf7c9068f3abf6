package dev.millrace.view.portfolio;

import dev.millrace.document.Document;
import dev.millrace.document.Document.Section;
import dev.millrace.document.Formats;
import dev.millrace.document.Headline;
import dev.millrace.metrics.Freshness;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.portfolio.Effort;
import dev.millrace.metrics.portfolio.Portfolio;
import dev.millrace.metrics.report.FlowReport;
import dev.millrace.metrics.time.Bottleneck;
import dev.millrace.view.FreshnessText;
import dev.millrace.view.ReportDocument;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Puts a portfolio into words: one page. */
final class PortfolioDocument {

    private final Portfolio portfolio;

    PortfolioDocument(Portfolio portfolio) {
        this.portfolio = portfolio;
    }

    Document document() {
        FlowReport all = portfolio.figures().all();
        ReportRequest request = all.request();
        Freshness freshness = request.freshness();
        return new Document(
                "Portfolio",
                Formats.window(freshness.window().start(), freshness.window().end(), request.zone()),
                headline(all),
                ReportDocument.facts(all),
                List.of(),
                List.of(
                        new Section("products", "Products", ProductBlocks.DEFINITION, ProductBlocks.of(portfolio)),
                        new Section(
                                "initiatives",
                                "Initiatives and epics",
                                HolderBlocks.DEFINITION,
                                new HolderBlocks(portfolio).all()),
                        new Section(
                                "effort",
                                "Where effort and waiting went",
                                EffortBlocks.DEFINITION,
                                new EffortBlocks(portfolio).all())));
    }

    /** Old data come first, with what to do: a portfolio has no list of steps. */
    private Headline headline(FlowReport all) {
        String caution = FreshnessText.caution(all.request());
        String sentence = caution.isEmpty() ? sentence(all) : caution + " Run millrace sync. " + sentence(all);
        return new Headline(caution, sentence, List.of(), limits(all.request()));
    }

    private String sentence(FlowReport all) {
        if (all.population().counted() == 0) {
            return "No item was open or done in this window.";
        }
        Effort effort = portfolio.effort();
        String waited = "Items waited " + PortfolioText.days(effort.waiting())
                + " in this window and were worked on for " + PortfolioText.days(effort.active()) + cost(effort) + ". ";
        return waited + heldUp(all.bottleneck());
    }

    private String cost(Effort effort) {
        BigDecimal cost = effort.cost();
        return cost == null ? "" : "; the waiting is worth about " + money(portfolio, cost) + ", an estimate";
    }

    private static String heldUp(Bottleneck bottleneck) {
        if (bottleneck.candidates().isEmpty()) {
            return "No waiting was seen inside the window.";
        }
        Bottleneck.Candidate first = bottleneck.candidates().get(0);
        String stage = Formats.shorten(first.stage().name(), Formats.NAME);
        return bottleneck.named().isPresent()
                ? stage + " holds the work up: " + Formats.percent(first.share()) + " of the waiting is there."
                : "No bottleneck is significant; most of the waiting, " + Formats.percent(first.share()) + ", is in "
                        + stage + '.';
    }

    private List<Headline.Limit> limits(ReportRequest request) {
        List<Headline.Limit> limits = new ArrayList<>();
        limits.add(new Headline.Limit("Data", FreshnessText.of(request)));
        limits.add(new Headline.Limit("Not known", EffortBlocks.unknowns(portfolio)));
        return limits;
    }

    static String money(Portfolio portfolio, BigDecimal amount) {
        return Formats.count(amount.longValue()) + ' ' + portfolio.currency().orElse("");
    }
}
