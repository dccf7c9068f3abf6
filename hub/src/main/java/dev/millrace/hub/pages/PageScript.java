package dev.millrace.hub.pages;

import dev.millrace.document.Markup;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The one script of the pages: it offers newer figures, and a button that prints. Pages say everything without it. */
public final class PageScript {

    private static final int DIGITS = 16;

    /** The script. */
    public static final String TEXT = Menu.load("/dev/millrace/hub/hub.js");

    /** Where it is; another text has another address, so that a browser may keep it for ever. */
    public static final String PATH = "/assets/hub-" + hash(TEXT) + ".js";

    private PageScript() {}

    /** Loads the script, with a place for what it says. */
    static void writeNews(Markup out) {
        out.element("p", "", "id", "hub-news", "role", "status");
        out.element("script", "", "src", PATH, "defer", "defer");
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
