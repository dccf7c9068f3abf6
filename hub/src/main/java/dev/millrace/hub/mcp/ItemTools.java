package dev.millrace.hub.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.app.UserError;
import dev.millrace.app.query.FoundArtifact;
import dev.millrace.app.query.Queries;
import dev.millrace.document.Document;
import dev.millrace.document.Headline;
import dev.millrace.hub.access.TokenScope;
import dev.millrace.hub.pages.PagePath;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Knowledge;
import dev.millrace.view.Json;
import dev.millrace.view.item.DeployedDocument;
import dev.millrace.view.item.DeployedJson;
import dev.millrace.view.item.DeployedView;
import dev.millrace.view.item.ItemJson;
import dev.millrace.view.item.ItemView;
import dev.millrace.view.item.WhereDocument;
import dev.millrace.view.item.WhereJson;
import dev.millrace.view.item.WhereView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** The tools over one item. */
final class ItemTools {

    private static final List<String> FIGURES = List.of("flowTimeMs", "leadTimeMs", "flowEfficiency");

    private final Queries queries;

    ItemTools(Queries queries) {
        this.queries = queries;
    }

    List<Tool> all() {
        Map<String, Map<String, Object>> arguments = new LinkedHashMap<>();
        arguments.put(
                "key",
                Schemas.text(
                        "the key of an issue (ABC-123), a pull request (owner/name#12), or the SHA of a commit (10 to 40"
                                + " digits)"));
        Moments.add(arguments);
        Map<String, Map<String, Object>> ofEnvironment = new LinkedHashMap<>();
        ofEnvironment.put("environment", Schemas.text("the name of the environment, such as production"));
        ofEnvironment.put("since", Schemas.text("name the deployments since then; usually 14 days before asOf"));
        Moments.add(ofEnvironment);
        return List.of(
                new Tool(
                        "deployed",
                        "What is deployed",
                        "Which deployments brought which changes and items to an environment for the first time, and what is merged"
                                + " and not there yet. Says of which changes it is not known.",
                        TokenScope.VIEWS_READ,
                        ofEnvironment,
                        List.of("environment"),
                        Schemas.object(
                                "what came there",
                                Map.of(
                                        "environment", Schemas.text(""),
                                        "deployments", Schemas.list("the latest first", Schemas.object("")),
                                        "missing", Schemas.list("merged and not there yet", Schemas.object("")),
                                        "unknown",
                                                Schemas.list("not known whether they are there", Schemas.object("")))),
                        this::deployed),
                new Tool(
                        "item",
                        "One item",
                        "Where one issue or pull request spent its time: status, flow time, lead time, flow efficiency, timeline,"
                                + " visits, and what belongs to it.",
                        TokenScope.VIEWS_READ,
                        arguments,
                        List.of("key"),
                        Schemas.object(
                                "the item",
                                Map.of(
                                        "item", Schemas.object("key, title, project, state, url"),
                                        "cycles",
                                                Schemas.list(
                                                        "one for each time it was begun anew",
                                                        Schemas.object(
                                                                "",
                                                                Map.of(
                                                                        "status", Schemas.text("in-flow, done, ..."),
                                                                        "flowTimeMs", Schemas.figure(""),
                                                                        "leadTimeMs", Schemas.figure(""),
                                                                        "flowEfficiency", Schemas.figure(""),
                                                                        "segments",
                                                                                Schemas.list(
                                                                                        "the timeline without gaps",
                                                                                        Schemas.object(""))))))),
                        this::item),
                new Tool(
                        "where",
                        "Where is my change",
                        "Which environments an issue, pull request or commit has reached and since when, what it waits for now, and"
                                + " what usually comes next and how long that takes. Says where it is not known what a deployment"
                                + " contains.",
                        TokenScope.VIEWS_READ,
                        arguments,
                        List.of("key"),
                        Schemas.object(
                                "where it is",
                                Map.of(
                                        "key", Schemas.text(""),
                                        "status", Schemas.text("in-flow, done, ..."),
                                        "environments", Schemas.list("those that it reached", Schemas.object("")),
                                        "changes",
                                                Schemas.list("its changes, each with its stops", Schemas.object("")))),
                        this::where));
    }

    private ToolAnswer item(ToolArguments arguments, ToolReader reader) {
        String name = arguments.required("key");
        ItemView view = reader.item(store -> {
            Knowledge knowledge = Moments.of(queries, store, arguments);
            FoundArtifact found =
                    queries.search(store, name, knowledge, reader.visibility()).orElseThrow(() -> notFound(name));
            return queries.item(store, found.kind(), found.key(), knowledge, reader.visibility())
                    .orElseThrow(() -> UserError.failed(name + " is a build; an item is an issue or a pull request"));
        });
        ObjectNode data = ItemJson.tree(view);
        ToolAnswer.Context context = ToolAnswer.Context.ofItem(data);
        JsonNode cycles = data.path("cycles");
        int last = cycles.size() - 1;
        List<ObjectNode> unknown = new ArrayList<>();
        FIGURES.stream()
                .filter(figure -> Unknowns.isUnknown(cycles.path(last).path(figure)))
                .forEach(figure ->
                        unknown.add(Unknowns.figure(figure, cycles.path(last).path(figure))));
        return new ToolAnswer(
                sentence(view.document()),
                data.without(List.of("format", "valueStream", "capture")),
                context,
                cycles.size(),
                "cycles of the item",
                unknown,
                false,
                "/cycles/" + last + "/segments",
                Optional.of(path(
                        view.current().item().artifact().kind(),
                        view.current().item().key())));
    }

    /** Its key, its status and its figures, as people read them. */
    private static String sentence(Document document) {
        String figures = document.cards().stream()
                .map(card -> card.title() + ' ' + card.value())
                .collect(Collectors.joining("; "));
        String status = document.facts().stream()
                .filter(fact -> fact.label().equals("Status"))
                .map(fact -> fact.value().text())
                .findFirst()
                .orElse("");
        return document.title() + ": " + status + ". " + figures + '.';
    }

    private ToolAnswer where(ToolArguments arguments, ToolReader reader) {
        String name = arguments.required("key");
        WhereView view = reader.item(
                store -> queries.where(store, name, Moments.of(queries, store, arguments), reader.visibility()));
        ObjectNode data = WhereJson.tree(view);
        ToolAnswer.Context context = ToolAnswer.Context.ofItem(data);
        long untraced = view.reach().standing().stream()
                .filter(change -> !change.traced())
                .count();
        Headline headline = Objects.requireNonNull(WhereDocument.of(view).headline(), "headline");
        return new ToolAnswer(
                headline.sentence(),
                data.without(List.of("format", "valueStream", "capture")),
                context,
                view.reach().standing().size(),
                "changes of the item",
                untraced == 0
                        ? List.of()
                        : List.of(ToolAnswer.unknown("which deployments contain a change", "not-traced", untraced)),
                false,
                "/changes",
                Optional.of(path(
                        view.flow().item().artifact().kind(), view.flow().item().key())));
    }

    private ToolAnswer deployed(ToolArguments arguments, ToolReader reader) {
        if (!reader.visibility().everything()) {
            throw UserError.failed(
                    "this names the changes of all services, and this token may see a part of them; where tells"
                            + " of one change");
        }
        String environment = arguments.required("environment");
        DeployedView view = reader.report(store ->
                queries.deployed(store, environment, arguments.text("since"), Moments.of(queries, store, arguments)));
        ObjectNode data = DeployedJson.tree(view); // which names the definitions itself if there are several
        int unknown = view.reach().unknown().size();
        return new ToolAnswer(
                Objects.requireNonNull(DeployedDocument.of(view).headline(), "headline")
                        .sentence(),
                data,
                new ToolAnswer.Context(
                        data.get("asOf"),
                        data.get("knownAt"),
                        Json.object()
                                .<ObjectNode>set("start", data.get("since"))
                                .set("end", data.get("asOf")),
                        data.path("valueStreams").size() == 1 ? data.at("/valueStreams/0") : null,
                        data.get("data")),
                view.shown().stream().mapToLong(one -> one.changes().size()).sum(),
                "changes that came in the window",
                unknown == 0
                        ? List.of()
                        : List.of(ToolAnswer.unknown("whether a change is there", "not-traced", unknown)),
                false,
                "/deployments",
                Optional.empty());
    }

    private static String path(ArtifactKind kind, String key) {
        return PagePath.of(new FoundArtifact(kind, key));
    }

    private static UserError notFound(String name) {
        return UserError.failed(
                "nothing is captured under the name " + name + ", or this token may not see it; an issue is"
                        + " ABC-123, a pull request owner/name#12, a commit at least 10 digits of its SHA");
    }
}
