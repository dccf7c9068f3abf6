package dev.millrace.hub.pages;

import dev.millrace.document.Markup;
import dev.millrace.view.chart.ChartScripts;
import dev.millrace.view.page.ReportPage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A script that the hub serves once for all its pages. Another text has another address, so that a browser may keep it for ever.
 */
public enum Asset {
    /** Offers newer figures, and a button that prints. Pages say everything without it. */
    HUB("hub", Menu.load("/dev/millrace/hub/hub.js")),
    /** The library that draws charts. Without it pages show tables. */
    CHARTS("echarts", ChartScripts.library()),
    /** The script that draws with it. */
    DRAWING("charts", ChartScripts.drawing()),
    /** Lets a reader look into the numbers of a report. */
    ITEMS("items", ReportPage.script());

    private static final int DIGITS = 16;

    private final String path;
    private final String text;

    Asset(String name, String text) {
        this.path = "/assets/" + name + '-' + hash(text) + ".js";
        this.text = text;
    }

    /** Where it is. */
    public String path() {
        return path;
    }

    /** The script. */
    public String text() {
        return text;
    }

    /** Loads the script of the hub, with a place for what it says. */
    static void writeNews(Markup out) {
        out.element("p", "", "id", "hub-news", "role", "status");
        out.element("script", "", "src", HUB.path, "defer", "defer");
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
