package dev.millrace.view;

import dev.millrace.document.Formats;
import dev.millrace.metrics.outlook.BackTest;
import dev.millrace.metrics.outlook.Forecast;
import java.time.Duration;
import java.time.ZoneId;

/** How a forecast and its record are written. */
public final class ForecastText {

    private final ZoneId zone;

    /** Dates are days of the zone. */
    public ForecastText(ZoneId zone) {
        this.zone = zone;
    }

    /** How often such forecasts held, as a sentence without its end. */
    public static String record(BackTest test) {
        return test.enough()
                ? "Of the last " + Formats.count(test.forecasts()) + " such forecasts at 85%, "
                        + Formats.count(test.held()) + " held"
                : "Not tested: the history has only "
                        + Formats.count(test.forecasts(), "earlier forecast", "earlier forecasts")
                        + " to compare with what came";
    }

    /** How often such forecasts held, for a table. */
    public static String held(BackTest test) {
        return (test.enough() ? "" : "not tested: ") + Formats.count(test.held()) + " of "
                + Formats.count(test.forecasts());
    }

    /** So many weeks and the day of their end. */
    public String weeks(Forecast forecast, int weeks) {
        return weeks >= Forecast.MAX_WEEKS
                ? "10 years or more"
                : Formats.count(weeks, "week", "weeks") + ", " + end(forecast, weeks);
    }

    /** The day that so many weeks end on. */
    public String end(Forecast forecast, int weeks) {
        return weeks >= Forecast.MAX_WEEKS
                ? "10 years or more from now"
                : Formats.date(forecast.from().plus(Duration.ofDays(7L * weeks)), zone);
    }
}
