package dev.millrace.metrics;

import dev.millrace.flow.ItemFlow;
import dev.millrace.model.Figure;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What of the items enters a metric, so that it can be computed again by hand.
 *
 * @param selection which items
 * @param row what of one of them; null if it does not enter
 * @param figure what an item must have to enter: where that is not measured, its reason is why the item is left out
 * @param constants what the computation needs besides the rows
 */
public record Evidence(
        ItemSelection selection,
        BiFunction<ReportScope, ItemFlow, @Nullable ExplanationRow> row,
        Function<ItemFlow, @Nullable Figure<?>> figure,
        Function<ReportScope, ExplanationRow> constants) {

    /** Evidence of the rows alone. */
    public static Evidence of(
            ItemSelection selection, BiFunction<ReportScope, ItemFlow, @Nullable ExplanationRow> row) {
        return new Evidence(selection, row, flow -> null, scope -> new ExplanationRow());
    }

    /** The same of a metric that leaves out items without that figure, and says why. */
    public Evidence needing(Function<ItemFlow, @Nullable Figure<?>> measured) {
        return new Evidence(selection, row, measured, constants);
    }

    /** The same of a metric that needs these as well. */
    public Evidence with(Function<ReportScope, ExplanationRow> needed) {
        return new Evidence(selection, row, figure, needed);
    }
}
