package dev.millrace.view.chart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.document.Block;
import dev.millrace.document.PageScripts;
import dev.millrace.document.chart.ChartOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Lets a page draw its charts with ECharts. */
public final class ChartScripts implements PageScripts {

    /** The version of the library, as the build has it. */
    public static final String VERSION = "6.0.0";

    /** The build of the library with lines, bars and dots; the whole one is half as large again. */
    private static final String LIBRARY =
            "/META-INF/resources/_static/echarts/" + VERSION + "/dist/echarts.common.min.js";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Script library;
    private final Script drawing;

    private ChartScripts(Script library, Script drawing) {
        this.library = library;
        this.drawing = drawing;
    }

    /** For a page that is complete in itself. */
    public static ChartScripts embedded() {
        return new ChartScripts(Script.embedded(library()), Script.embedded(drawing()));
    }

    /**
     * For pages of a site.
     *
     * @param library where the site serves {@link #library()}, such as {@code /assets/echarts.js}
     * @param drawing where it serves {@link #drawing()}
     */
    public static ChartScripts linked(String library, String drawing) {
        return new ChartScripts(Script.linked(library), Script.linked(drawing));
    }

    /** The text of the library. One of its strings holds what ends a section of characters, and is written in another way here. */
    public static String library() {
        return read(ChartScripts.class, LIBRARY).replace("]]>", "]]\\x3e");
    }

    /** The script that draws with it. */
    public static String drawing() {
        return ChartOptions.drawing();
    }

    @Override
    public List<Script> scripts() {
        return List.of(library, drawing);
    }

    @Override
    public Map<String, String> data(Map<String, Block> charts) {
        return Map.of("mr-charts", options(charts));
    }

    /** The options of charts by the ids of their places, as JSON. */
    public String options(Map<String, Block> charts) {
        return ChartOptions.json(charts);
    }

    /** A record or a map of them as JSON. */
    public static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("plain data cannot be written as JSON", e);
        }
    }

    /** A text on the class path, beside a class or from the root. */
    public static String read(Class<?> beside, String resource) {
        try (InputStream in = beside.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }
}
