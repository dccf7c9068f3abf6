package dev.millrace.app.portfolio;

import dev.millrace.app.report.Outlook;
import dev.millrace.app.report.ReportAnswer;
import dev.millrace.app.report.ReportService;
import dev.millrace.app.report.ReportWindow;
import dev.millrace.app.report.StreamChoice;
import dev.millrace.derive.Derivation;
import dev.millrace.derive.DerivedView;
import dev.millrace.derive.Questions;
import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.ItemFilter;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.portfolio.Holder;
import dev.millrace.metrics.portfolio.Portfolio;
import dev.millrace.metrics.portfolio.PortfolioAccumulator;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Figure;
import dev.millrace.model.Knowledge;
import dev.millrace.model.Reason;
import dev.millrace.store.FlowStore;
import dev.millrace.valuestream.DayRate;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.Service;
import dev.millrace.valuestream.Team;
import dev.millrace.valuestream.ValueStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes the portfolio of a store. */
public final class PortfolioService {

    private final FlowStore store;
    private final ZoneId zone;
    private final Knowledge asked;
    private final Definition definition;
    private final ItemFilter filter;

    /** A portfolio as of that knowledge, of the items that pass the filter; days begin in the zone. */
    public PortfolioService(
            FlowStore store, ZoneId zone, Knowledge knowledge, Definition definition, ItemFilter filter) {
        this.store = store;
        this.zone = zone;
        this.asked = knowledge;
        this.definition = definition;
        this.filter = filter;
    }

    /**
     * The portfolio.
     *
     * @param outlook the window to compare with
     * @throws dev.millrace.app.UserError if there is nothing to report, or the window is none
     */
    public Portfolio run(ReportWindow window, Outlook outlook) {
        List<Portfolio.Product> products = new ArrayList<>();
        for (StreamChoice choice : products()) {
            ReportAnswer answer = answer(choice, window, outlook);
            String name = choice.service() == null ? choice.stream().name() : choice.service();
            products.add(new Portfolio.Product(name, answer.flow(), answer.extras()));
        }
        // what the report of a whole stream is about, the items of all streams are held against
        ReportRequest request = definition.streams().size() > 1
                ? products.get(0).report().request()
                : answer(streams().get(0), window, outlook).flow().request();
        return portfolio(products, request);
    }

    private ReportAnswer answer(StreamChoice choice, ReportWindow window, Outlook outlook) {
        return new ReportService(store, zone, asked, choice, filter).run(window, outlook, null);
    }

    /** The streams; of a single one the services, if it has some. */
    private List<StreamChoice> products() {
        return definition.streams().size() == 1 && !definition.services().isEmpty()
                ? definition.services().stream()
                        .map(Service::id)
                        .map(id -> choice(Optional.empty(), Optional.of(id)))
                        .toList()
                : streams();
    }

    private List<StreamChoice> streams() {
        return definition.streams().stream()
                .map(ValueStream::id)
                .map(id -> choice(Optional.of(id), Optional.empty()))
                .toList();
    }

    private StreamChoice choice(Optional<String> stream, Optional<String> service) {
        return StreamChoice.ofParameters(definition, stream, Optional.empty(), service);
    }

    private Portfolio portfolio(List<Portfolio.Product> products, ReportRequest request) {
        Knowledge knowledge = request.knowledge();
        Definition then = definition.asOf(knowledge.asOf());
        HolderTree tree = new HolderTree(store, knowledge);
        PortfolioAccumulator figures =
                new PortfolioAccumulator(request, then.streams().get(0), store.states(knowledge));
        PortfolioParts parts = new PortfolioParts(tree, figures);
        new Questions(store, then, knowledge).ask(rows -> {
            then.streams().forEach(stream -> give(rows, then, knowledge, stream, parts));
            return true;
        });
        List<Holder> holders = tree.holders().stream()
                .map(snapshot -> holder(snapshot, tree, parts.holders()))
                .toList();
        return new Portfolio(products, holders, figures.result(), definition.target(), rates());
    }

    private void give(
            Optional<DerivedView> rows,
            Definition then,
            Knowledge knowledge,
            ValueStream stream,
            PortfolioParts parts) {
        if (rows.isPresent()) {
            rows.get().report(stream, Instant.MIN, parts);
        } else {
            new Derivation(store, then).compute(knowledge, stream, Instant.MIN, parts);
        }
    }

    private static Holder holder(ArtifactSnapshot snapshot, HolderTree tree, Map<ArtifactId, ItemFlow> flows) {
        ItemFlow flow = flows.get(snapshot.artifact());
        return new Holder(
                snapshot.artifact(),
                snapshot.key(),
                snapshot.title(),
                snapshot.type() == null ? "" : snapshot.type().name(),
                snapshot.url(),
                tree.parent(snapshot.artifact()),
                snapshot.createdAt(),
                flow == null ? ItemFlow.Status.NOT_STARTED : flow.status(),
                flow == null ? new Figure.Unknown<>(Reason.of(Reason.Code.NOT_STARTED)) : flow.flowTime());
    }

    private Map<String, DayRate> rates() {
        Map<String, DayRate> rates = new TreeMap<>();
        for (Team team : definition.teams()) {
            DayRate rate = team.dayRate();
            if (rate != null) {
                rates.put(team.name(), rate);
            }
        }
        return rates;
    }
}
