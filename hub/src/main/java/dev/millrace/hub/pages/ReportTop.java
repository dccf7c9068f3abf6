package dev.millrace.hub.pages;

import dev.millrace.app.report.ReportWindow;
import dev.millrace.document.Formats;
import dev.millrace.document.Markup;
import dev.millrace.document.PageTop;
import dev.millrace.hub.pages.ReportAddress.View;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Above a report: the menu, the choice of a window, and addresses to share. */
public final class ReportTop implements PageTop {

    /** The windows that are offered, in days. */
    static final List<Integer> WINDOWS = List.of(14, 30, ReportWindow.DEFAULT_DAYS, 180, 365);

    private final PageTop menu;
    private final ReportAddress address;
    private final View view;
    private final ReportRequest request;

    /**
     * Above a report.
     *
     * @param address where it is
     * @param view what of it is below
     * @param request what it is of
     */
    public ReportTop(PageTop menu, ReportAddress address, View view, ReportRequest request) {
        this.menu = Objects.requireNonNull(menu, "menu");
        this.address = Objects.requireNonNull(address, "address");
        this.view = Objects.requireNonNull(view, "view");
        this.request = Objects.requireNonNull(request, "request");
    }

    /** Names what is shown: a report as of another instant, or of more facts, has another name. */
    public String version() {
        return Long.toHexString(request.freshness().asOf().toEpochMilli())
                + '-'
                + Long.toHexString(request.knowledge().knownAt().toEpochMilli());
    }

    @Override
    public String styleSheet() {
        return menu.styleSheet();
    }

    @Override
    public boolean scripted() {
        return true;
    }

    @Override
    public void write(Markup out) {
        menu.write(out);
        ZoneId zone = request.zone();
        Instant asOf = request.freshness().asOf();
        boolean current = address.asOf().isEmpty() && address.knownAt().isEmpty();
        out.open(
                "section",
                "aria-label",
                "Window and as-of",
                "class",
                "hub-window",
                "id",
                "hub-page",
                "data-version",
                current ? version() : "");
        out.open("details", "class", "hub-fold").element("summary", "Window");
        out.open("div").open("nav", "aria-label", "Window");
        for (int days : WINDOWS) {
            String name = days + " days";
            if (current && chosen().equals(Optional.of(String.valueOf(days)))) {
                out.element("a", name, "href", address.days(days).at(view), "aria-current", "page");
            } else {
                out.element("a", name, "href", address.days(days).at(view));
            }
        }
        out.closeLine();
        out.open("details", "class", "hub-dates").element("summary", "Dates");
        form(out, zone);
        out.closeLine();
        out.open("p", "class", "hub-asof").text("As of ");
        out.element("time", Formats.second(asOf, zone), "datetime", asOf.toString());
        out.text(" (" + Formats.zoneName(zone) + "). ");
        out.element("a", "Link to exactly these figures", "href", pinned().at(view));
        View other = view == View.REPORT ? View.DEPLOYMENTS : View.REPORT;
        out.text(" ")
                .element("a", other == View.REPORT ? "The whole report" : "Its deployments", "href", address.at(other));
        out.text(" ").element("button", "Print", "type", "button", "id", "hub-print", "hidden", "hidden");
        out.close().close().closeLine();
        Asset.writeNews(out);
        out.closeLine();
    }

    /** The days of the window; empty if it is bound to dates. */
    private Optional<String> chosen() {
        return address.question().since().isPresent()
                        || address.question().until().isPresent()
                ? Optional.empty()
                : address.question().days().or(() -> Optional.of(String.valueOf(ReportWindow.DEFAULT_DAYS)));
    }

    private void form(Markup out, ZoneId zone) {
        Window window = request.freshness().window();
        out.open("form", "action", address.path(view), "aria-label", "Window by dates");
        for (String[] pair : hidden()) {
            out.empty("input", "type", "hidden", "name", pair[0], "value", pair[1]);
        }
        date(out, "since", "From", Formats.date(window.start(), zone));
        date(out, "until", "to", Formats.date(window.end().minusMillis(1), zone));
        compare(out, window, zone);
        out.element("button", "Show", "type", "submit");
        out.closeLine();
    }

    /** What the window is compared with: what is chosen, the window before, the same days a year before, nothing. */
    private void compare(Markup out, Window window, ZoneId zone) {
        String chosen = address.question().compare().orElse("");
        Map<String, String> offered = new LinkedHashMap<>();
        offered.put(chosen, chosen.replace("..", " to "));
        offered.put("", "the window before");
        offered.put(yearBefore(window, zone), "the same days a year before");
        offered.put("none", "nothing");
        out.open("label").text("compared with ").open("select", "name", "compare");
        offered.forEach((value, name) -> {
            if (value.equals(chosen)) {
                out.element("option", name, "value", value, "selected", "selected");
            } else {
                out.element("option", name, "value", value);
            }
        });
        out.close().close();
    }

    private static String yearBefore(Window window, ZoneId zone) {
        return LocalDate.ofInstant(window.start(), zone).minusYears(1) + ".."
                + LocalDate.ofInstant(window.end().minusMillis(1), zone).minusYears(1);
    }

    private List<String[]> hidden() {
        return Stream.concat(
                        address.fixed(view).stream(),
                        Stream.concat(
                                address.asOf().map(at -> new String[] {"asOf", at}).stream(),
                                address.knownAt().map(at -> new String[] {"knownAt", at}).stream()))
                .toList();
    }

    private static void date(Markup out, String name, String label, String value) {
        out.open("label").text(label + ' ');
        out.empty("input", "type", "date", "name", name, "value", value, "required", "required");
        out.close();
    }

    private ReportAddress pinned() {
        Window window = request.freshness().window();
        return address.pinned(new ReportAddress.Pin(
                window.start().toString(),
                window.end().toString(),
                request.freshness().asOf().toString(),
                request.knowledge().knownAt().toString()));
    }
}
