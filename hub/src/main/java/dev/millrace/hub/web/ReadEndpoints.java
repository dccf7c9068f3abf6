package dev.millrace.hub.web;

import dev.millrace.app.item.Visibility;
import dev.millrace.app.query.Queries;
import dev.millrace.app.report.ReportQuestion;
import dev.millrace.document.Document;
import dev.millrace.document.HtmlRenderer;
import dev.millrace.document.MarkdownRenderer;
import dev.millrace.hub.access.Token;
import dev.millrace.hub.pages.PagePath;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Knowledge;
import dev.millrace.store.KnownFacts;
import dev.millrace.view.ReportJson;
import dev.millrace.view.ReportView;
import dev.millrace.view.item.BuildJson;
import dev.millrace.view.item.BuildView;
import dev.millrace.view.item.ItemJson;
import dev.millrace.view.item.ItemView;
import dev.millrace.view.item.WorkingTimeDocument;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Views and reports, for programs and as pages. */
final class ReadEndpoints {

    private static final String[] REPORT_PARAMETERS = {
        "since", "until", "days", "project", "type", "origin", "stream", "team", "service", "by", "compare", "asOf",
        "knownAt", "format"
    };

    private static final int MAX_SEARCHED = 500;

    private final StorePool items;
    private final StorePool reports;
    private final ReportQueue queue;
    private final Queries queries;

    /**
     * Reads over these.
     *
     * @param items stores for one item or build
     * @param reports stores for reports
     * @param queue computes reports
     */
    ReadEndpoints(StorePool items, StorePool reports, ReportQueue queue, Queries queries) {
        this.items = items;
        this.reports = reports;
        this.queue = queue;
        this.queries = queries;
    }

    /** {@code GET /v1/views/{kind}/{id}}. */
    HubResponse view(HubRequest request) throws InterruptedException {
        request.onlyKnows("asOf", "knownAt", "format");
        if (request.path().get(0).equals("build")) {
            return build(request, PagePath.buildKey(request.path().get(1)));
        }
        ArtifactKind kind = switch (request.path().get(0)) {
            case "issue" -> ArtifactKind.ISSUE;
            case "pull-request" -> ArtifactKind.PULL_REQUEST;
            default ->
                throw new ProblemException(
                        ProblemDetails.notFound("the kind of a view must be issue, pull-request or build"));
        };
        String id = request.path().get(1);
        String key = kind == ArtifactKind.PULL_REQUEST ? PagePath.pullRequestKey(id) : id;
        ItemView view = item(request, kind, key);
        return rendered(request, view.document(), () -> ItemJson.render(view));
    }

    private BuildView buildView(HubRequest request, String key) throws InterruptedException {
        return items.read(store -> queries.build(store, key, knowledge(request, store), visibility(request)))
                .orElseThrow(() -> notCaptured(key));
    }

    private HubResponse build(HubRequest request, String key) throws InterruptedException {
        BuildView view = buildView(request, key);
        return switch (request.one("format").orElse("json")) {
            case "json" -> HubResponse.json(BuildJson.write(view));
            case "html" -> HubResponse.html(200, view.html(), BuildView.policy(null));
            default ->
                throw new ProblemException(ProblemDetails.badRequest("the format of a build may be json or html"));
        };
    }

    private static ProblemException notCaptured(String key) {
        return new ProblemException(
                ProblemDetails.notFound(ProblemDetails.shown(key) + " is not captured, or did not exist at that time"));
    }

    private ItemView item(HubRequest request, ArtifactKind kind, String key) throws InterruptedException {
        Optional<ItemView> view =
                items.read(store -> queries.item(store, kind, key, knowledge(request, store), visibility(request)));
        return view.orElseThrow(() -> notCaptured(key));
    }

    private Knowledge knowledge(HubRequest request, KnownFacts store) {
        return queries.knowledge(store, request.one("asOf"), request.one("knownAt"));
    }

    /** {@code GET /v1/reports/flow}. */
    CompletionStage<HubResponse> report(HubRequest request) {
        String format = request.one("format").orElse("json");
        request.onlyKnows(REPORT_PARAMETERS);
        ReportQuestion question = TokenBounds.within(
                new ReportQuestion(
                        request.one("since"),
                        request.one("until"),
                        request.one("days"),
                        request.all("project"),
                        request.all("type"),
                        request.all("origin"),
                        request.one("stream"),
                        request.one("team"),
                        request.one("service"),
                        request.one("by"),
                        request.one("compare")),
                visibility(request));
        return queue.answer(new Asked(question, request.one("asOf"), request.one("knownAt"), format), () -> {
            ReportView view = reports.read(store -> queries.report(store, question, knowledge(request, store)));
            return rendered(request, view.document(), () -> ReportJson.render(view));
        });
    }

    /** {@code GET /items/{key}}: one item of now, for people. */
    HubResponse itemPage(HubRequest request) throws InterruptedException {
        request.onlyKnows("asOf", "knownAt");
        return page(item(request, ArtifactKind.ISSUE, request.path().get(0)));
    }

    /** {@code GET /pull-requests/{id}}: one pull request of now, for people. */
    HubResponse pullRequestPage(HubRequest request) throws InterruptedException {
        request.onlyKnows("asOf", "knownAt");
        String key = PagePath.pullRequestKey(request.path().get(0));
        return page(item(request, ArtifactKind.PULL_REQUEST, key));
    }

    private HubResponse page(ItemView view) {
        return HubPage.of(WorkingTimeDocument.add(view.document(), view.cycles(), queries.definition()));
    }

    /** {@code GET /builds/{id}}: one build of now, for people. */
    HubResponse buildPage(HubRequest request) throws InterruptedException {
        request.onlyKnows("asOf", "knownAt");
        String key = PagePath.buildKey(request.path().get(0));
        return HubResponse.html(200, buildView(request, key).html(HubPage.TOP), BuildView.policy(HubPage.TOP));
    }

    /** {@code GET /search}: leads to the page of what has that name. */
    HubResponse search(HubRequest request) throws InterruptedException {
        request.onlyKnows("q");
        String text = request.one("q")
                .filter(wanted -> wanted.length() <= MAX_SEARCHED)
                .orElseThrow(() -> new ProblemException(ProblemDetails.badRequest(
                        "enter the key of an issue (ABC-123), a pull request (owner/name#12), a build (job #7), a job, or at least 10"
                                + " digits of the SHA of a commit; at most " + MAX_SEARCHED + " characters")));
        return items.read(store -> queries.search(store, text, knowledge(request, store), visibility(request)))
                .map(found -> HubResponse.seeOther(PagePath.of(found)))
                .orElseThrow(() -> new ProblemException(ProblemDetails.notFound("nothing is captured under the name "
                        + ProblemDetails.shown(text.strip()) + ", or this token may not see it")));
    }

    /** Everything an answer depends on besides the facts. */
    private record Asked(ReportQuestion question, Optional<String> asOf, Optional<String> knownAt, String format) {}

    private static Visibility visibility(HubRequest request) {
        return request.token().map(Token::visibility).orElse(Visibility.EVERYTHING);
    }

    private static HubResponse rendered(HubRequest request, Document document, Supplier<String> json) {
        return switch (request.one("format").orElse("json")) {
            case "json" -> HubResponse.json(json.get());
            case "html" -> {
                HtmlRenderer renderer = new HtmlRenderer();
                yield HubResponse.html(200, renderer.render(document), renderer.policy());
            }
            case "markdown" ->
                HubResponse.of(200, "text/markdown;charset=utf-8", new MarkdownRenderer().render(document));
            default ->
                throw new ProblemException(ProblemDetails.badRequest("the format may be json, html or markdown"));
        };
    }
}
