package dev.millrace.view.item;

import dev.millrace.flow.ItemFlow.Status;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.outlook.Forecast;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When some items will be done.
 *
 * @param version the version that was named; null if none was
 * @param keys the keys that were named
 * @param items the items, those of an epic instead of the epic
 * @param open how many of them are not done
 * @param others how many others are in progress
 * @param forecast for the open items, and for them with the others
 * @param request what the forecast is about
 * @param stream whose items its weeks count
 */
public record ItemsForecastView(
        @Nullable String version,
        List<String> keys,
        List<Asked> items,
        long open,
        long others,
        Forecast forecast,
        ReportRequest request,
        String stream) {

    /**
     * An item.
     *
     * @param key its key
     * @param title its title; hostile text
     * @param status its status
     */
    public record Asked(String key, String title, Status status) {
        /** Whether it is not done. */
        public boolean open() {
            return status == Status.IN_FLOW || status == Status.NOT_STARTED;
        }
    }

    /** Copies the lists. */
    public ItemsForecastView {
        keys = List.copyOf(keys);
        items = List.copyOf(items);
        Objects.requireNonNull(request, "request");
    }

    /** When they are done if nothing else is finished first; empty if that is refused. */
    public Optional<Forecast.HowLong> alone() {
        return of(open);
    }

    /** When they are done if everything that is in progress is finished before; empty if that is refused. */
    public Optional<Forecast.HowLong> behindOthers() {
        return others == 0 ? alone() : of(open + others);
    }

    private Optional<Forecast.HowLong> of(long number) {
        return forecast.howLong().stream().filter(row -> row.items() == number).findFirst();
    }
}
