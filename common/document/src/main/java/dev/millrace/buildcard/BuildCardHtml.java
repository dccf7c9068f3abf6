package dev.millrace.buildcard;

import dev.millrace.document.Document;
import dev.millrace.document.HtmlFragment;
import dev.millrace.document.Markup;
import java.util.List;
import java.util.stream.Stream;

/** A build's card as HTML for the inside of a page. Markup escapes every text; there is no script, style or handler in it. */
public final class BuildCardHtml {

    private static final List<String> COLUMNS = List.of(
            "Stage or branch", "Result", "Time", "Agent", "Input", "Running", "On critical path", "Saves at most");

    /** More would be no sentence. */
    private static final int ON_PATH = 12;

    private final Markup out;
    private final BuildCard card;

    private BuildCardHtml(Markup out, BuildCard card) {
        this.out = out;
        this.card = card;
    }

    /**
     * Writes the card.
     *
     * @param out into the inside of a page
     * @param items the panels of the items that it contains; empty if they are not known
     */
    public static void write(Markup out, BuildCard card, List<Document> items) {
        new BuildCardHtml(out, card).write(items);
    }

    /** The card as the inside of a page, escaped. */
    public static String of(BuildCard card, List<Document> items) {
        Markup out = new Markup();
        write(out, card, items);
        return out.done();
    }

    private void write(List<Document> items) {
        out.open("div", "class", "millrace-card");
        for (int i = 0; i < items.size(); i++) {
            HtmlFragment.write(out, items.get(i), "millrace-item-" + (i + 1));
        }
        out.element("h2", "Where this build spent its time", "class", "millrace-title");
        out.element("p", "Lead time for changes so far: " + card.leadTime(), "class", "millrace-lead");
        card.draw(out);
        out.open("ul", "class", "millrace-legend");
        part("queue", "Queue", card.queue());
        part("agent", "Waiting for an agent", card.agent() + asked("label", Wait.Kind.AGENT, Wait.Kind.EXECUTOR));
        part("input", "Waiting for input", card.input() + asked("of", Wait.Kind.INPUT));
        if (!card.downtime().isEmpty()) {
            part("downtime", "Controller down", card.downtime());
        }
        part("run", "Running", card.run());
        out.element("li", "From start to end: " + card.time());
        out.closeLine();
        if (!card.stages().isEmpty()) {
            signs();
        }
        criticalPath();
        card.deployments().forEach(sentence -> out.element("p", "Deployed to " + sentence + "."));
        names(
                "Started by build ",
                "span",
                card.upstream().stream()
                        .map(name -> new CardLinks.Named(name, null))
                        .toList());
        names("Change request: ", "span", card.pullRequests());
        names("Issues named in branch, description or commits: ", "span", card.issueKeys());
        names("Built revision: ", "code", card.heads());
        commits();
        list("Artifacts and fingerprints", card.artifacts());
        stages();
        card.troubles().forEach(trouble -> out.element("p", "Not read: " + trouble, "class", "millrace-trouble"));
        out.closeLine();
    }

    /** What the bars of stages mean, for who cannot tell their colours; each result stands beside its bar in words. */
    private void signs() {
        out.open("p", "class", "millrace-signs").text("Bars of stages: ");
        for (String result : List.of("success", "unstable", "failure", "aborted", "skipped")) {
            out.open("span", "class", "millrace-result-" + result);
            out.element("span", "", "class", "millrace-swatch millrace-" + (result.equals("skipped") ? result : "run"));
            out.text(result).close().text(" ");
        }
        out.open("span").element("span", "", "class", "millrace-swatch millrace-path");
        out.text("on the critical path").close().closeLine();
    }

    private void criticalPath() {
        List<String> path = card.criticalPath(ON_PATH);
        if (!path.isEmpty()) {
            long more = card.stagesOnPath() - path.size();
            out.element(
                    "p",
                    "Critical path: " + String.join(" → ", path)
                            + (more > 0 ? " and " + more + " more stages" : "") + "; " + card.outsideStages()
                            + " in no stage.");
        }
    }

    private void part(String kind, String name, String value) {
        out.open("li").element("span", "", "class", "millrace-swatch millrace-" + kind);
        out.text(" " + name + ": " + value).close();
    }

    private String asked(String word, Wait.Kind... kinds) {
        List<String> asked = Stream.of(kinds)
                .flatMap(kind -> card.asked(kind).stream())
                .distinct()
                .toList();
        return asked.isEmpty() ? "" : " (" + word + ' ' + String.join(", ", asked) + ')';
    }

    private void list(String what, List<String> lines) {
        if (!lines.isEmpty()) {
            out.open("details").element("summary", what).open("ul");
            lines.forEach(line -> out.element("li", line));
            out.close().closeLine();
        }
    }

    private void names(String what, String tag, List<CardLinks.Named> names) {
        if (names.isEmpty()) {
            return;
        }
        out.open("p").text(what);
        for (CardLinks.Named each : names) {
            String page = each.page();
            out.open(tag, "class", "millrace-key");
            if (page == null) {
                out.text(each.name());
            } else {
                out.element("a", each.name(), "href", page);
            }
            out.close().text(" ");
        }
        out.closeLine();
    }

    private void commits() {
        if (card.commits().isEmpty()) {
            return;
        }
        out.open("details").element("summary", "Commits new in this build").open("ul");
        card.commits().forEach(commit -> out.element("li", commit));
        if (card.furtherCommits() > 0) {
            out.element("li", "and " + card.furtherCommits() + " more");
        }
        out.close().closeLine();
    }

    private void stages() {
        if (card.stages().isEmpty()) {
            return;
        }
        out.open("details").element("summary", "Stages in numbers");
        out.open("div", "class", "mr-scroll", "tabindex", "0", "role", "group", "aria-label", "Stages in numbers");
        out.open("table", "class", "jenkins-table millrace-stages");
        out.open("thead").open("tr");
        COLUMNS.forEach(column -> out.element("th", column, "scope", "col"));
        out.close().close().open("tbody");
        for (StageRow stage : card.stages()) {
            out.open("tr");
            List.of(
                            stage.name() + " (" + stage.kind() + ')',
                            stage.result(),
                            stage.time(),
                            stage.agent(),
                            stage.input(),
                            stage.run(),
                            stage.ownOnPath(),
                            stage.saves())
                    .forEach(cell -> out.element("td", cell));
            out.close();
        }
        out.close().close().close();
        if (card.furtherStages() > 0) {
            out.element("p", "and " + card.furtherStages() + " more; all of them are in the export.");
        }
        out.closeLine();
    }
}
