package dev.millrace.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.document.Cell;
import dev.millrace.document.Document;
import dev.millrace.document.Document.Card;
import dev.millrace.document.Document.Change;
import dev.millrace.document.Headline;

/**
 * The first screen of a report as JSON: the words that people read, in their order, for surfaces that show them as they are. The exact
 * figures are those of the metrics.
 */
final class SummaryJson {

    private SummaryJson() {}

    static ObjectNode of(Document document) {
        ObjectNode node = Json.object();
        Headline headline = document.headline();
        if (headline != null) {
            node.put("sentence", headline.sentence());
            node.set("next", Json.array(headline.steps(), SummaryJson::step));
            node.set(
                    "limits",
                    Json.array(
                            headline.limits(),
                            limit -> Json.object().put("label", limit.label()).put("text", limit.text())));
        }
        node.set("cards", Json.array(document.cards(), SummaryJson::card));
        return node;
    }

    private static ObjectNode step(Headline.Step step) {
        ObjectNode node =
                Json.object().put("rule", step.rule()).put("what", step.what()).put("evidence", step.evidence());
        node.set("items", Json.array(step.items(), SummaryJson::item));
        return node.put("why", step.why());
    }

    private static ObjectNode item(Cell cell) {
        return Json.object()
                .put("text", cell.text())
                .put("url", cell.link() == null ? null : cell.link().toString());
    }

    private static ObjectNode card(Card card) {
        ObjectNode node = Json.object()
                .put("id", card.id())
                .put("title", card.title())
                .put("value", card.value())
                .put("caption", card.caption());
        Change change = card.change();
        if (change != null) {
            node.putObject("change")
                    .put("verdict", Json.constant(change.verdict()))
                    .put("text", change.words());
        }
        return node;
    }
}
