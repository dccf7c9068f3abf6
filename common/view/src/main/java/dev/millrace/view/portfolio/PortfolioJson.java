package dev.millrace.view.portfolio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.codec.PrintedJson;
import dev.millrace.document.Headline;
import dev.millrace.metrics.FlowMetric;
import dev.millrace.metrics.portfolio.Effort;
import dev.millrace.metrics.portfolio.Holder;
import dev.millrace.metrics.portfolio.HolderFigures;
import dev.millrace.metrics.portfolio.Portfolio;
import dev.millrace.metrics.report.FlowReport;
import dev.millrace.metrics.time.BottleneckAccumulator;
import dev.millrace.metrics.time.EfficiencyAccumulator;
import dev.millrace.metrics.time.TimeAccumulator;
import dev.millrace.model.ArtifactId;
import dev.millrace.valuestream.ItemType;
import dev.millrace.view.Json;
import dev.millrace.view.OutlookJson;
import dev.millrace.view.ReportJson;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A portfolio as JSON, see {@link Json}: with the same objects as a report where it has the same figures. */
public final class PortfolioJson {

    /** The layout of a portfolio. */
    private static final String FORMAT = "millrace.portfolio/1";

    private static final List<String> OF_PRODUCTS = List.of(
            "request",
            "valueStream",
            "items",
            "flowTime",
            "flowEfficiency",
            "flowLoad",
            "flowTrend",
            "changeFailRate",
            "comparison");
    private static final List<FlowMetric<?>> OF_HOLDERS =
            List.of(TimeAccumulator.FLOW_TIME, EfficiencyAccumulator.METRIC, BottleneckAccumulator.METRIC);

    private PortfolioJson() {}

    /** A portfolio, ended by a line feed. */
    public static String render(PortfolioView view) {
        Portfolio portfolio = view.portfolio();
        FlowReport all = portfolio.figures().all();
        ObjectNode node = Json.object();
        node.put("format", FORMAT);
        Headline headline = view.document().headline();
        node.put("sentence", headline == null ? "" : headline.sentence());
        node.set("request", ReportJson.request(all.request()));
        node.set("items", Json.tree(all.population()));
        node.put("parentMissing", portfolio.figures().parentMissing());
        node.set("products", Json.array(portfolio.products(), PortfolioJson::product));
        node.set("holders", Json.array(portfolio.holders(), holder -> holder(portfolio, holder)));
        node.set("effort", effort(portfolio));
        return PrintedJson.pretty(node);
    }

    /** What of the product's report the page is about. */
    private static ObjectNode product(Portfolio.Product product) {
        ObjectNode node = ReportJson.report(product.report(), product.extras());
        node.retain(OF_PRODUCTS);
        return Json.object().put("name", product.name()).setAll(node);
    }

    private static void figures(ObjectNode node, FlowReport report, List<FlowMetric<?>> metrics) {
        metrics.forEach(metric -> node.set(Json.name(metric), Json.tree(report.of(metric))));
    }

    private static ObjectNode holder(Portfolio portfolio, Holder holder) {
        ObjectNode node = Json.object()
                .put("key", holder.key())
                .put("title", holder.title())
                .put("type", holder.type());
        node.set("url", Json.text(holder.url()));
        node.set("artifact", Json.text(holder.artifact()));
        node.set("parent", Json.text(holder.parent()));
        node.put("status", Json.constant(holder.status()));
        node.set("createdAt", Json.text(holder.createdAt()));
        node.set("ownFlowTime", Json.tree(holder.flowTime()));
        portfolio.of(holder.artifact()).ifPresent(figures -> {
            node.set("counts", counts(figures));
            node.set("timeInWindow", Json.tree(figures.figures().load().timeInWindow()));
            figures(node, figures.figures(), OF_HOLDERS);
            node.set("forecast", OutlookJson.forecast(figures.forecast()));
        });
        return node;
    }

    private static ObjectNode counts(HolderFigures figures) {
        return Json.object()
                .put("done", figures.done())
                .put("inProgress", figures.inProgress())
                .put("notStarted", figures.notStarted())
                .put("cancelled", figures.cancelled())
                .put("addedInWindow", figures.added());
    }

    private static ObjectNode effort(Portfolio portfolio) {
        Effort all = portfolio.effort();
        ObjectNode node = Json.object();
        node.set("all", effort(portfolio, all, all));
        node.set(
                "byInitiative",
                Json.array(
                        portfolio.effortByTop().entrySet(),
                        top -> effort(portfolio, top.getKey(), top.getValue(), all)));
        node.set("ofNone", effort(portfolio, portfolio.effortOfNone(), all));
        ObjectNode byType = node.putObject("byType");
        for (ItemType type : ItemType.values()) {
            ObjectNode one = effort(portfolio, portfolio.effortByType().getOrDefault(type, Effort.NONE), all);
            if (portfolio.target() != null) {
                one.put("target", portfolio.target().share(type));
            }
            byType.set(type.text(), one);
        }
        return node;
    }

    private static ObjectNode effort(Portfolio portfolio, ArtifactId top, Effort effort, Effort all) {
        ObjectNode node = Json.object();
        node.set("holder", Json.text(top));
        node.setAll(effort(portfolio, effort, all));
        return node;
    }

    private static ObjectNode effort(Portfolio portfolio, Effort effort, Effort all) {
        ObjectNode node = Json.object()
                .put("items", effort.items())
                .put("activeMs", effort.active().toMillis())
                .put("waitingMs", effort.waiting().toMillis())
                .put("unmappedMs", effort.unmapped().toMillis())
                .put("waitingUnknown", effort.waitingUnknown());
        node.set("activeShare", Json.tree(effort.share(all)));
        node.set("waitingCost", cost(portfolio, effort.cost()));
        node.put("notValuedMs", effort.notValued().toMillis());
        return node;
    }

    private static @Nullable ObjectNode cost(Portfolio portfolio, @Nullable BigDecimal cost) {
        return cost == null
                ? null
                : Json.object()
                        .put("amount", cost)
                        .put("currency", portfolio.currency().orElse(""))
                        .put("estimate", true);
    }
}
