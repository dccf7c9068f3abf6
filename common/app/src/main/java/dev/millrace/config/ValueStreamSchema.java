package dev.millrace.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The published JSON Schema of the value-stream definition, by which editors complete and check it. */
public final class ValueStreamSchema {

    private static final String RESOURCE = "value-stream.schema.json";

    private ValueStreamSchema() {}

    /** The schema as text. */
    public static String text() {
        try (InputStream in = ValueStreamSchema.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not in this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
