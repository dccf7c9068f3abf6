package dev.millrace.hub.web;

import dev.millrace.app.item.Visibility;
import dev.millrace.app.query.Queries;
import dev.millrace.app.report.ReportQuestion;
import dev.millrace.document.Document;
import dev.millrace.hub.access.Token;
import dev.millrace.hub.pages.AboutPage;
import dev.millrace.hub.pages.Asset;
import dev.millrace.hub.pages.DataQualityPage;
import dev.millrace.hub.pages.HomePage;
import dev.millrace.hub.pages.HomePage.Entry;
import dev.millrace.hub.pages.LiveTop;
import dev.millrace.hub.pages.ReportAddress;
import dev.millrace.hub.pages.Subject;
import dev.millrace.jira.panel.StateIcon;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** The pages of the hub besides those of items and builds. */
final class PageEndpoints {

    private static final String[] PARAMETERS = {
        "since", "until", "days", "project", "type", "origin", "stream", "team", "service", "by", "compare", "asOf",
        "knownAt"
    };

    /** What begins with this chooses among the items of a report, which the script of its page does. */
    private static final String FILTERS = "items-";

    private static final long PATIENCE_SECONDS = 3;

    private final CurrentReports reports;
    private final StoreChecks checks;
    private final StorePool stores;
    private final Queries queries;
    private final Map<String, HubResponse> assets = assets();

    PageEndpoints(CurrentReports reports, StoreChecks checks, StorePool stores, Queries queries) {
        this.reports = reports;
        this.checks = checks;
        this.stores = stores;
        this.queries = queries;
    }

    /**
     * {@code GET /}: every subject with what its report says first. If there is only one, or a parameter selects a report, that
     * report.
     */
    CompletionStage<HubResponse> home(HubRequest asked) {
        HubRequest request = asked.without(FILTERS);
        request.onlyKnows(PARAMETERS);
        Map<ReportAddress, Subject> subjects = new LinkedHashMap<>();
        reports.subjects()
                .forEach(subject ->
                        visible(subject, request).ifPresent(address -> subjects.putIfAbsent(address, subject)));
        boolean several = queries.definition().streams().size() > 1;
        if (subjects.size() == 1) {
            return reports.page(subjects.keySet().iterator().next());
        } else if (!request.query().isEmpty()
                && (!several || request.one("stream").isPresent())) {
            return reports.page(
                    address(request, question(request, Optional.empty(), Optional.empty(), Optional.empty())));
        }
        Optional<ReportAddress> first = subjects.keySet().stream()
                .findFirst()
                .filter(address -> reports.summary(address).isEmpty());
        // a page that says nothing yet waits for its first sentence, but not for long
        return first.map(address -> reports.page(address).toCompletableFuture())
                .orElseGet(() -> CompletableFuture.completedFuture(null))
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .handle((done, failed) -> homeOf(subjects, visibility(request)));
    }

    private HubResponse homeOf(Map<ReportAddress, Subject> subjects, Visibility visibility) {
        List<Entry> entries = subjects.entrySet().stream()
                .map(entry -> new Entry(entry.getValue(), entry.getKey(), reports.summary(entry.getKey())))
                .toList();
        entries.stream().filter(entry -> entry.summary().isEmpty()).forEach(entry -> reports.want(entry.address()));
        HomePage page =
                new HomePage(entries, visibility.everything() ? checks.lastStatus() : Optional.empty(), queries.zone());
        return HubPage.of(200, new LiveTop(HubPage.TOP, page.version()), page.document())
                .with("ETag", '"' + page.version() + '"');
    }

    /** Where a token reads of a subject; empty if it may not, or reads the same under another name. */
    private Optional<ReportAddress> visible(Subject subject, HubRequest request) {
        ReportAddress own = ReportAddress.of(subject);
        try {
            ReportQuestion question = question(
                    request,
                    own.question().stream(),
                    own.question().team(),
                    own.question().service());
            boolean other = subject.kind() == Subject.Kind.STREAM
                    && (question.team().isPresent() || question.service().isPresent());
            return other ? Optional.empty() : Optional.of(address(request, question));
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    /** {@code GET /v1/reports/items}: what the page of a report loads. */
    CompletionStage<HubResponse> items(HubRequest request) {
        request.onlyKnows(PARAMETERS);
        return reports.part(of(request), ReportAddress.View.ITEMS);
    }

    /** {@code GET /deployments}: the deployments of a report. */
    CompletionStage<HubResponse> deployments(HubRequest request) {
        request.onlyKnows(PARAMETERS);
        return reports.part(of(request), ReportAddress.View.DEPLOYMENTS);
    }

    /** The report that the parameters name. What is deployed is of no value stream, so without one it is the first. */
    private ReportAddress of(HubRequest request) {
        Optional<String> first =
                Optional.of(queries.definition().streams().get(0).id());
        boolean several = queries.definition().streams().size() > 1;
        return address(
                request,
                question(
                        request,
                        several ? request.one("stream").or(() -> first) : Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    /** {@code GET /streams/{stream}}. */
    CompletionStage<HubResponse> stream(HubRequest request) {
        return report(request, "stream", "stream");
    }

    /** {@code GET /teams/{team}}. */
    CompletionStage<HubResponse> team(HubRequest request) {
        return report(request, "team", "team");
    }

    /** {@code GET /services/{service}}. */
    CompletionStage<HubResponse> service(HubRequest request) {
        return report(request, "service", "service");
    }

    private CompletionStage<HubResponse> report(HubRequest asked, String kind, String parameter) {
        HubRequest request = asked.without(FILTERS);
        request.onlyKnows(PARAMETERS);
        if (request.one(parameter).isPresent()) {
            throw new ProblemException(ProblemDetails.badRequest("the path names the " + kind + " already"));
        }
        Optional<String> id = Optional.of(request.path().get(0));
        ReportQuestion question = question(
                request,
                kind.equals("stream") ? id : Optional.empty(),
                kind.equals("team") ? id : Optional.empty(),
                kind.equals("service") ? id : Optional.empty());
        return reports.page(address(request, question));
    }

    private static ReportAddress address(HubRequest request, ReportQuestion question) {
        return new ReportAddress(question, request.one("asOf"), request.one("knownAt"));
    }

    /** What the parameters ask within the bounds of the token; what a path names comes first. */
    private ReportQuestion question(
            HubRequest request, Optional<String> stream, Optional<String> team, Optional<String> service) {
        Optional<String> chosen = stream.or(() -> request.one("stream"));
        Optional<String> ofTeam = team.or(() -> request.one("team"));
        Optional<String> ofService = service.or(() -> request.one("service"));
        boolean whole = ofTeam.isEmpty() && ofService.isEmpty();
        ReportQuestion asked = new ReportQuestion(
                request.one("since"),
                request.one("until"),
                request.one("days"),
                request.all("project"),
                request.all("type"),
                request.all("origin"),
                whole && queries.definition().streams().size() == 1 && chosen.isEmpty()
                        ? Optional.of(queries.definition().streams().get(0).id())
                        : chosen,
                ofTeam,
                ofService,
                request.one("by"),
                request.one("compare"));
        return TokenBounds.within(asked, visibility(request));
    }

    private static Visibility visibility(HubRequest request) {
        return request.token().map(Token::visibility).orElse(Visibility.EVERYTHING);
    }

    /** {@code GET /data-quality}: how sources are doing, and what weakens the figures. */
    HubResponse dataQuality(HubRequest request) throws InterruptedException {
        request.onlyKnows();
        if (!visibility(request).everything()) {
            throw new ProblemException(
                    ProblemDetails.forbidden("this page names all sources, and this token may see a part of what they"
                            + " contain; each report says until when its data are known"));
        }
        return HubPage.of(DataQualityPage.of(checks.status(), checks.examination(), queries.zone()));
    }

    /** {@code GET /about}. */
    HubResponse about(HubRequest request) throws InterruptedException {
        request.onlyKnows();
        Optional<Document> definition =
                visibility(request).everything() ? Optional.of(stores.read(queries::definition)) : Optional.empty();
        String version =
                Objects.requireNonNullElse(PageEndpoints.class.getPackage().getImplementationVersion(), "not packaged");
        return HubPage.of(AboutPage.of(version, queries.zone(), definition));
    }

    /** {@code GET /assets/{name}}: a script of the pages, or an icon of the links in Jira. */
    HubResponse asset(HubRequest request) {
        request.onlyKnows();
        String path = "/assets/" + request.path().get(0);
        return Optional.ofNullable(assets.get(path))
                .orElseThrow(() -> new ProblemException(
                        ProblemDetails.notFound("this version has no such file; open the page again")));
    }

    private static Map<String, HubResponse> assets() {
        Map<String, HubResponse> files = new HashMap<>();
        for (Asset asset : Asset.values()) {
            files.put(
                    asset.path(),
                    HubResponse.of(200, "text/javascript;charset=utf-8", asset.text())
                            .with("Cache-Control", "public, max-age=31536000, immutable")
                            .compressed());
        }
        for (StateIcon icon : StateIcon.values()) {
            files.put(
                    icon.path(),
                    HubResponse.of(200, "image/svg+xml;charset=utf-8", icon.svg())
                            .with("Cache-Control", "public, max-age=86400"));
        }
        return Map.copyOf(files);
    }
}
