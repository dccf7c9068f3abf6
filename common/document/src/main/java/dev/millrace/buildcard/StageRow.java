package dev.millrace.buildcard;

import dev.millrace.buildcard.Spans.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A stage in numbers. Every text is plain: the view escapes it. */
public final class StageRow {

    private final StageRecord stage;
    private final Spans spans;

    StageRow(StageRecord stage, Spans spans) {
        this.stage = stage;
        this.spans = spans;
    }

    /** Its name, in one line. */
    public String name() {
        return Words.visible(stage.name());
    }

    /** Which kind of block it is. */
    public String kind() {
        return stage.kind() == StageRecord.Kind.BRANCH ? "branch" : "stage";
    }

    /** How it ended. */
    public String result() {
        if (stage.skipped() != null) {
            return "skipped";
        }
        if (stage.result() != null) {
            return stage.result().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
        return spans.running() ? "running" : "unknown: it was cut off";
    }

    /** From its start to its end. */
    public String time() {
        Span span = spans.of(stage.start(), stage.end());
        return Words.length(span == null ? null : span.length());
    }

    /** How long steps directly in it waited for an agent. */
    public String agent() {
        return Words.length(waited(Wait.Kind.AGENT));
    }

    /** How long steps directly in it waited for input. */
    public String input() {
        return Words.length(waited(Wait.Kind.INPUT));
    }

    /** What remains of its time without these two. */
    public String run() {
        Span span = spans.of(stage.start(), stage.end());
        List<Span> waits = new ArrayList<>();
        for (Wait wait : stage.waits()) {
            Span each = spans.of(wait.start(), wait.end());
            if (each == null) {
                return Words.UNKNOWN;
            }
            waits.add(each);
        }
        return Words.length(span == null ? null : span.length().minus(Spans.union(waits)));
    }

    private @Nullable Duration waited(Wait.Kind kind) {
        Duration sum = Duration.ZERO;
        for (Wait wait : stage.waits()) {
            if (wait.kind() == kind) {
                Span span = spans.of(wait.start(), wait.end());
                if (span == null) {
                    return null;
                }
                sum = sum.plus(span.length());
            }
        }
        return sum;
    }
}
