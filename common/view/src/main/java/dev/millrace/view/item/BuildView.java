package dev.millrace.view.item;

import dev.millrace.buildcard.BuildCard;
import dev.millrace.buildcard.BuildCardHtml;
import dev.millrace.buildcard.BuildRecord;
import dev.millrace.buildcard.CardLabels;
import dev.millrace.document.Document;
import dev.millrace.document.HtmlRenderer;
import dev.millrace.document.Markup;
import dev.millrace.model.Knowledge;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What is shown of one build that was captured.
 *
 * @param build what is known of it
 * @param knowledge the two instants it is bound to
 * @param items the items that it carries, as far as they are captured
 * @param namesakes when the other builds were made that are called the same, because their job was made anew
 */
public record BuildView(BuildRecord build, Knowledge knowledge, List<ItemView> items, List<Instant> namesakes) {

    /** Copies the lists. */
    public BuildView {
        Objects.requireNonNull(build, "build");
        Objects.requireNonNull(knowledge, "knowledge");
        items = List.copyOf(items);
        namesakes = List.copyOf(namesakes);
    }

    /** Its card. */
    BuildCard card() {
        return new BuildCard(build, knowledge.asOf());
    }

    /** A page that holds the card that the Jenkins plugin puts on the build's page; items come by key, without their titles. */
    public String html() {
        String css = HtmlRenderer.styleSheet() + BuildCard.styleSheet();
        String title = CardLabels.visible(build.job() + ' ' + build.displayName());
        List<Document> panels =
                items.stream().map(item -> ItemPanel.foreign(item, "")).toList();
        Markup out = new Markup();
        HtmlRenderer.begin(out, css);
        out.element("title", title);
        out.style(css);
        out.closeLine()
                .open("body")
                .open("header")
                .element("h1", title)
                .closeLine()
                .open("main");
        if (!namesakes.isEmpty()) {
            out.element(
                    "p",
                    "Made " + CardLabels.instant(build.scheduledAt()) + ". "
                            + (namesakes.size() == 1
                                    ? "Another build was called"
                                    : namesakes.size() + " other builds were called")
                            + " the same, because the job was created again, or another one had its name.");
        }
        BuildCardHtml.write(out, card(), panels);
        out.closeLine().close().closeLine();
        return out.done();
    }
}
