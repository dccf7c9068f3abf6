package dev.millrace.app.item;

import dev.millrace.buildcard.BuildRecord;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name by which a build is requested. A job that was deleted and created again numbers its builds from 1 again, so a name can be ambiguous.
 *
 * @param key what people call it
 * @param scheduledAt when it was made, or null for the last one that was called so
 */
public record BuildName(String key, @Nullable Instant scheduledAt) {

    private static final Pattern EXACT = Pattern.compile("(.* #\\d{1,9})@(\\d{1,15})", Pattern.DOTALL);

    public static BuildName of(String text) {
        Matcher exact = EXACT.matcher(text);
        return exact.matches()
                ? new BuildName(exact.group(1), Instant.ofEpochMilli(Long.parseLong(exact.group(2))))
                : new BuildName(text, null);
    }

    public boolean means(BuildRecord build) {
        return scheduledAt == null || scheduledAt.equals(build.scheduledAt());
    }
}
