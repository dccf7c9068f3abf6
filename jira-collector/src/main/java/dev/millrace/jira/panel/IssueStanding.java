package dev.millrace.jira.panel;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.document.Formats;
import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.Segment;
import dev.millrace.model.SegmentKind;
import dev.millrace.valuestream.WaitingReason;
import dev.millrace.view.item.ItemView;
import java.time.Instant;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How an issue stands, in a few words that do not change with the clock alone: for the lozenge beside the app's name, and for the title
 * of a remote link.
 *
 * @param label the age against what is usual; for the lozenge
 * @param appearance Jira's word for the colour of a lozenge
 * @param sentence where it is and since when; for a title
 * @param ended whether it is done or cancelled
 * @param icon the same as a picture
 */
public record IssueStanding(String label, String appearance, String sentence, boolean ended, StateIcon icon) {

    /** Validates. */
    public IssueStanding {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(appearance, "appearance");
        Objects.requireNonNull(sentence, "sentence");
        Objects.requireNonNull(icon, "icon");
    }

    /** How an item stands against what is usual in its stream, as far as that is known. */
    public static IssueStanding of(ItemView item, @Nullable UsualTimes usual) {
        ItemFlow flow = item.current();
        String sentence = sentence(item, flow);
        StateIcon icon = StateIcon.of(flow);
        return switch (flow.status()) {
            case DONE -> new IssueStanding("Done", "success", sentence, true, icon);
            case CANCELLED -> new IssueStanding("Cancelled", "default", sentence, true, icon);
            case NOT_STARTED -> new IssueStanding("Not started", "default", sentence, false, icon);
            case IN_FLOW -> inFlow(PanelJson.percentile(flow, usual), sentence, icon);
        };
    }

    private static IssueStanding inFlow(OptionalInt percentile, String sentence, StateIcon icon) {
        if (percentile.isEmpty()) {
            return new IssueStanding("In the flow", "inprogress", sentence, false, icon);
        }
        return switch (percentile.getAsInt()) {
            case PanelJson.MOST -> new IssueStanding("Late: older than 85%", "removed", sentence, false, icon);
            case PanelJson.HALF -> new IssueStanding("Older than half", "moved", sentence, false, icon);
            default -> new IssueStanding("Younger than half", "inprogress", sentence, false, icon);
        };
    }

    private static String sentence(ItemView item, ItemFlow flow) {
        Instant stop = flow.knownStop();
        return switch (flow.status()) {
            case DONE -> stop == null ? "done" : "done on " + Formats.date(stop, item.zone());
            case CANCELLED -> stop == null ? "cancelled" : "cancelled on " + Formats.date(stop, item.zone());
            case NOT_STARTED -> "not started";
            case IN_FLOW -> open(item, flow);
        };
    }

    private static String open(ItemView item, ItemFlow flow) {
        Segment open = flow.segments().get(flow.segments().size() - 1);
        WaitingReason reason = open.stage() == null ? null : open.stage().waitingFor();
        String what = open.kind() == SegmentKind.WAITING && reason != null && reason != WaitingReason.OTHER
                ? "waiting for " + reason.text()
                : open.kind().text().replace('-', ' ');
        String stage =
                open.stage() == null ? "" : ", " + Formats.shorten(open.stage().name(), Formats.NAME);
        return what + stage + ", since " + Formats.date(PanelJson.since(flow, open), item.zone());
    }

    /** The lozenge as Jira reads it from an issue property. */
    public String lozenge() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", "lozenge").putObject("value").put("label", label).put("type", appearance);
        return json.toString();
    }
}
