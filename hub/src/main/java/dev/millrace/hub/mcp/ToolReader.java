package dev.millrace.hub.mcp;

import dev.millrace.app.UserError;
import dev.millrace.app.item.Visibility;
import dev.millrace.app.report.ReportQuestion;
import dev.millrace.hub.access.TokenScope;
import dev.millrace.store.FlowStore;
import java.util.function.Function;

/** On whose behalf an assistant asks, and the stores it may read from. */
public interface ToolReader {

    /** Whether its token has that scope. */
    boolean may(TokenScope scope);

    /** What it may see. */
    Visibility visibility();

    /**
     * The question within what it may see.
     *
     * @throws UserError if it asks for more
     */
    ReportQuestion within(ReportQuestion question);

    /**
     * Reads one item.
     *
     * @throws UserError if the store is busy
     */
    <T> T item(Function<FlowStore, T> question);

    /**
     * Computes a report, which takes longer.
     *
     * @throws UserError if too many are computed
     */
    <T> T report(Function<FlowStore, T> question);

    /** Somebody who reads a store of their own and sees all of it. */
    static ToolReader of(FlowStore store) {
        return new ToolReader() {
            @Override
            public boolean may(TokenScope scope) {
                return true;
            }

            @Override
            public Visibility visibility() {
                return Visibility.EVERYTHING;
            }

            @Override
            public ReportQuestion within(ReportQuestion question) {
                return question;
            }

            @Override
            public <T> T item(Function<FlowStore, T> question) {
                return question.apply(store);
            }

            @Override
            public <T> T report(Function<FlowStore, T> question) {
                return question.apply(store);
            }
        };
    }
}
