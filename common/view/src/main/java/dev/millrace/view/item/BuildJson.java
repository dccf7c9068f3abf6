package dev.millrace.view.item;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.buildcard.BuildCard;
import dev.millrace.buildcard.BuildRecord;
import dev.millrace.buildcard.CommitRecord;
import dev.millrace.buildcard.HeadRecord;
import dev.millrace.buildcard.StageRecord;
import dev.millrace.buildcard.Wait;
import dev.millrace.codec.PrintedJson;
import dev.millrace.document.Document;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A build for programs: what is known exactly, as instants in UTC and whole milliseconds, null where it is not known; and under
 * {@code card} the same in the words of the card, with the reason.
 */
public final class BuildJson {

    private static final String FORMAT = "millrace.build/1";
    /** More issues than this are on no page of a build. */
    private static final int PANELS = 20;

    private static final ObjectMapper JSON = new ObjectMapper();

    private BuildJson() {}

    /** Writes it, ended by a line feed; {@code format} names the version of the layout. */
    public static String write(BuildView view) {
        BuildRecord build = view.build();
        ObjectNode json = JSON.createObjectNode();
        json.put("format", FORMAT);
        json.put("asOf", view.knowledge().asOf().toString());
        json.put("knownAt", view.knowledge().knownAt().toString());
        json.put("job", build.job());
        json.put("number", build.number());
        text(json, "scheduledAt", build.scheduledAt());
        text(json, "deletedAt", view.deletedAt());
        texts(
                json,
                "namesakes",
                view.namesakes().stream().map(Instant::toString).toList());
        json.put("name", build.displayName());
        json.put("result", build.result());
        text(json, "queuedAt", build.queuedAt());
        text(json, "startedAt", build.startedAt());
        text(json, "endedAt", build.endedAt());
        millis(json, "queueMs", build.queue());
        json.put("branch", build.branch());
        texts(json, "heads", build.heads().stream().map(HeadRecord::id).toList());
        ArrayNode commits = json.putArray("commits");
        for (CommitRecord commit : build.commits()) {
            text(commits.addObject().put("id", commit.id()), "at", commit.at());
        }
        texts(json, "issueKeys", build.issueKeys());
        texts(
                json,
                "items",
                view.items().stream().map(item -> item.current().item().key()).toList());
        ArrayNode panels = json.putArray("panels");
        view.items().stream().limit(PANELS).forEach(item -> panel(panels.addObject(), ItemPanel.foreign(item, "")));
        ArrayNode stages = json.putArray("stages");
        build.stages().forEach(stage -> stage(stages.addObject(), stage));
        BuildCard card = view.card();
        json.putObject("card")
                .put("leadTime", card.leadTime())
                .put("queue", card.queue())
                .put("agent", card.agent())
                .put("input", card.input())
                .put("run", card.run())
                .put("time", card.time());
        return PrintedJson.pretty(json);
    }

    /** What another tool shows of an item: key and figures, no title. */
    private static void panel(ObjectNode json, Document panel) {
        json.put("title", panel.title());
        ArrayNode facts = json.putArray("facts");
        panel.facts()
                .forEach(fact -> facts.addObject()
                        .put("label", fact.label())
                        .put("value", fact.value().text()));
        ArrayNode cards = json.putArray("cards");
        panel.cards()
                .forEach(card -> cards.addObject()
                        .put("id", card.id())
                        .put("title", card.title())
                        .put("value", card.value())
                        .put("caption", card.caption()));
    }

    private static void stage(ObjectNode json, StageRecord stage) {
        json.put("id", stage.id());
        json.put("parent", stage.parentId());
        json.put("kind", stage.kind() == StageRecord.Kind.STAGE ? "stage" : "branch");
        json.put("name", stage.name());
        text(json, "start", stage.start());
        text(json, "end", stage.end());
        json.put("result", stage.result());
        json.put("skipped", stage.skipped());
        millis(json, "agentWaitMs", stage.waited(Wait.Kind.AGENT));
        millis(json, "inputPauseMs", stage.waited(Wait.Kind.INPUT));
    }

    private static void text(ObjectNode json, String field, @Nullable Object value) {
        json.put(field, value == null ? null : value.toString());
    }

    private static void millis(ObjectNode json, String field, @Nullable Duration value) {
        json.put(field, value == null ? null : value.toMillis());
    }

    private static void texts(ObjectNode json, String field, List<String> values) {
        ArrayNode array = json.putArray(field);
        values.forEach(array::add);
    }
}
