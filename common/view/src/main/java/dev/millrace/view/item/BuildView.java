package dev.millrace.view.item;

import dev.millrace.buildcard.BuildCard;
import dev.millrace.buildcard.BuildCardHtml;
import dev.millrace.buildcard.BuildRecord;
import dev.millrace.buildcard.CardLabels;
import dev.millrace.document.Document;
import dev.millrace.document.HtmlRenderer;
import dev.millrace.document.Markup;
import dev.millrace.document.PageTop;
import dev.millrace.model.Knowledge;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of one build that was captured.
 *
 * @param build what is known of it
 * @param knowledge the two instants it is bound to
 * @param items the items that it carries, as far as they are captured
 * @param deletedAt when the build tool deleted it, so that it has no page there; null if it is there
 * @param namesakes when the other builds were made that are called the same, because their job was made anew
 */
public record BuildView(
        BuildRecord build,
        Knowledge knowledge,
        List<ItemView> items,
        @Nullable Instant deletedAt,
        List<Instant> namesakes) {

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
        return html(null);
    }

    /** The content security policy of the page with that above it; null for none. */
    public static String policy(@Nullable PageTop top) {
        return top == null ? HtmlRenderer.policy(css(null)) : HtmlRenderer.policy(css(top), top);
    }

    private static String css(@Nullable PageTop top) {
        return HtmlRenderer.styleSheet() + BuildCard.styleSheet() + (top == null ? "" : top.styleSheet());
    }

    /** The same page as a part of a site, with that above it; null for none. */
    public String html(@Nullable PageTop top) {
        String css = css(top);
        String title = CardLabels.visible(build.job() + ' ' + build.displayName());
        List<Document> panels =
                items.stream().map(item -> ItemPanel.foreign(item, "")).toList();
        Markup out = new Markup();
        HtmlRenderer.begin(out, css, top);
        out.element("title", title);
        out.style(css);
        out.closeLine().open("body");
        if (top != null) {
            top.write(out);
        }
        out.open("header").element("h1", title).closeLine().open("main");
        if (deletedAt != null) {
            out.element(
                    "p",
                    "Deleted in the build tool " + CardLabels.instant(deletedAt)
                            + ", alone or with its job. What it did stays in the figures.");
        }
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
