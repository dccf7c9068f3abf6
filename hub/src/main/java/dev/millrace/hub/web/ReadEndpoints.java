package dev.millrace.hub.web;

import dev.millrace.document.Document;
import dev.millrace.document.HtmlRenderer;
import dev.millrace.document.MarkdownRenderer;
import dev.millrace.hub.access.Token;
import dev.millrace.hub.access.Visibility;
import dev.millrace.hub.engine.Engine;
import dev.millrace.hub.engine.ReportQuestion;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Knowledge;
import dev.millrace.store.KnownFacts;
import dev.millrace.view.JsonRenderer;
import dev.millrace.view.ReportView;
import dev.millrace.view.item.BuildView;
import dev.millrace.view.item.ItemView;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/** Views and reports, for programs and as pages. */
final class ReadEndpoints {

    private static final String[] REPORT_PARAMETERS = {
        "since", "until", "days", "project", "type", "stream", "team", "service", "by", "asOf", "knownAt", "format"
    };

    private final StorePool items;
    private final StorePool reports;
    private final ReportDesk desk;
    private final Engine engine;

    /**
     * Reads over these.
     *
     * @param items stores for one item or build
     * @param reports stores for reports
     * @param desk computes reports
     */
    ReadEndpoints(StorePool items, StorePool reports, ReportDesk desk, Engine engine) {
        this.items = items;
        this.reports = reports;
        this.desk = desk;
        this.engine = engine;
    }

    /** {@code GET /v1/views/{kind}/{id}}. */
    Answer view(Ask ask) throws InterruptedException {
        ask.onlyKnows("asOf", "knownAt", "format");
        if (ask.path().get(0).equals("build")) {
            return build(ask, buildKey(ask.path().get(1)));
        }
        ArtifactKind kind = switch (ask.path().get(0)) {
            case "issue" -> ArtifactKind.ISSUE;
            case "pull-request" -> ArtifactKind.PULL_REQUEST;
            default ->
                throw new ProblemException(
                        Problem.notFound("there are views of the kinds issue, pull-request and build"));
        };
        String id = ask.path().get(1);
        String key = kind == ArtifactKind.PULL_REQUEST ? pullRequestKey(id) : id;
        ItemView view = item(ask, kind, key);
        return rendered(ask, view.document(), () -> new JsonRenderer().render(view));
    }

    /** {@code owner/name/12} as people write it: {@code owner/name#12}. */
    private static String pullRequestKey(String id) {
        int slash = id.lastIndexOf('/');
        return slash < 0 ? id : id.substring(0, slash) + '#' + id.substring(slash + 1);
    }

    /** {@code folder/job/12} as people write it: {@code folder/job #12}. */
    private static String buildKey(String id) {
        int slash = id.lastIndexOf('/');
        return slash < 0 ? id : id.substring(0, slash) + " #" + id.substring(slash + 1);
    }

    private Answer build(Ask ask, String key) throws InterruptedException {
        BuildView view = items.read(store -> engine.build(store, key, knowledge(ask, store), visibility(ask)))
                .orElseThrow(() -> notCaptured(key));
        return switch (ask.one("format").orElse("json")) {
            case "json" -> Answer.json(view.json());
            case "html" -> Answer.html(view.html());
            default -> throw new ProblemException(Problem.badRequest("the format of a build may be json or html"));
        };
    }

    private static ProblemException notCaptured(String key) {
        return new ProblemException(
                Problem.notFound(Problem.shown(key) + " is not captured, or did not exist by then"));
    }

    private ItemView item(Ask ask, ArtifactKind kind, String key) throws InterruptedException {
        Optional<ItemView> view =
                items.read(store -> engine.item(store, kind, key, knowledge(ask, store), visibility(ask)));
        return view.orElseThrow(() -> notCaptured(key));
    }

    private Knowledge knowledge(Ask ask, KnownFacts store) {
        return engine.knowledge(store, ask.one("asOf"), ask.one("knownAt"));
    }

    /** {@code GET /v1/reports/flow}. */
    CompletionStage<Answer> report(Ask ask) {
        String format = ask.one("format").orElse("json");
        return answered(ask, format, view -> rendered(ask, view.document(), () -> new JsonRenderer().render(view)));
    }

    /** {@code GET /}: the report of now, for people. */
    CompletionStage<Answer> reportPage(Ask ask) {
        return answered(ask, "page", view -> Answer.html(new HtmlRenderer().render(view.document())));
    }

    /** {@code GET /items/{key}}: one item of now, for people. */
    Answer itemPage(Ask ask) throws InterruptedException {
        ask.onlyKnows("asOf", "knownAt");
        return Answer.html(new HtmlRenderer()
                .render(item(ask, ArtifactKind.ISSUE, ask.path().get(0)).document()));
    }

    /** Everything an answer depends on besides the facts. */
    private record Asked(ReportQuestion question, Optional<String> asOf, Optional<String> knownAt, String format) {}

    private CompletionStage<Answer> answered(Ask ask, String format, Function<ReportView, Answer> render) {
        ask.onlyKnows(REPORT_PARAMETERS);
        ReportQuestion asked = new ReportQuestion(
                ask.one("since"),
                ask.one("until"),
                ask.one("days"),
                ask.all("project"),
                ask.all("type"),
                ask.one("stream"),
                ask.one("team"),
                ask.one("service"),
                ask.one("by"));
        ReportQuestion question = Bounds.within(asked, visibility(ask));
        return desk.answer(
                new Asked(question, ask.one("asOf"), ask.one("knownAt"), format),
                () -> render.apply(reports.read(store -> engine.report(store, question, knowledge(ask, store)))));
    }

    private static Visibility visibility(Ask ask) {
        return ask.token().map(Token::visibility).orElse(Visibility.EVERYTHING);
    }

    private static Answer rendered(Ask ask, Document document, Supplier<String> json) {
        return switch (ask.one("format").orElse("json")) {
            case "json" -> Answer.json(json.get());
            case "html" -> Answer.html(new HtmlRenderer().render(document));
            case "markdown" -> Answer.of(200, "text/markdown;charset=utf-8", new MarkdownRenderer().render(document));
            default -> throw new ProblemException(Problem.badRequest("the format may be json, html or markdown"));
        };
    }
}
