package dev.millrace.hub.web;

import java.util.Locale;
import java.util.Set;

/** Whether a person with a browser is at the other end, and not a program. */
final class Browser {

    private static final Set<String> READING = Set.of("GET", "HEAD");

    private Browser() {}

    /** Whether the client prefers a page: it names text/html, and JSON not before it. A program that accepts anything does not. */
    static boolean wantsPage(HubRequest.Headers headers) {
        double html = 0;
        double json = 0;
        for (String range :
                headers.get("Accept").orElse("").toLowerCase(Locale.ROOT).split(",", -1)) {
            String type = range.split(";", -1)[0].strip();
            if (type.equals("text/html")) {
                html = Math.max(html, quality(range));
            } else if (type.equals("application/json") || type.equals("application/problem+json")) {
                json = Math.max(json, quality(range));
            }
        }
        return html > 0 && html >= json;
    }

    private static double quality(String range) {
        for (String parameter : range.split(";", -1)) {
            String text = parameter.strip();
            if (text.startsWith("q=")) {
                try {
                    return Double.parseDouble(text.substring(2));
                } catch (NumberFormatException e) {
                    return 0;
                }
            }
        }
        return 1;
    }

    /** Whether the method changes nothing. */
    static boolean reads(String method) {
        return READING.contains(method);
    }

    /** Whether a link on a page of another site was followed. Then the browser keeps its session to itself (SameSite=Strict). */
    static boolean comesFromAnotherSite(HubRequest.Headers headers) {
        return headers.get("Sec-Fetch-Site").filter("cross-site"::equals).isPresent();
    }

    /** Whether the browser says that a page of another origin posts the form. */
    static boolean postedFromElsewhere(HubRequest.Headers headers) {
        return headers.get("Sec-Fetch-Site")
                .filter(site -> !site.equals("same-origin") && !site.equals("none"))
                .isPresent();
    }
}
