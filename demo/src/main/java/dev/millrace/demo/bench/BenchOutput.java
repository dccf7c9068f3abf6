package dev.millrace.demo.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.codec.PrintedJson;
import dev.millrace.demo.bench.Measured.Target;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The figures of a bench, for people and for programs. */
final class BenchOutput {

    private final int items;
    private final long seed;
    private final List<Measured> figures;

    BenchOutput(int items, long seed, List<Measured> figures) {
        this.items = items;
        this.seed = seed;
        this.figures = List.copyOf(figures);
    }

    String text() {
        StringBuilder text = new StringBuilder(line("An organisation of %,d work items, seed %d%n", items, seed));
        text.append(line("%s, %d processors%n%n", machine(), processors()));
        for (Measured figure : figures) {
            text.append(line("  %-42s %,15.1f", figure.name(), figure.value()).replaceFirst("\\.0$", "  "))
                    .append(' ')
                    .append(figure.unit())
                    .append(said(figure.target()))
                    .append('\n');
        }
        return text.toString();
    }

    String json() {
        JsonMapper mapper = JsonMapper.builder().build();
        ObjectNode root = mapper.createObjectNode();
        root.put("items", items).put("seed", seed);
        root.put("machine", machine()).put("processors", processors());
        ArrayNode all = root.putArray("figures");
        for (Measured figure : figures) {
            ObjectNode one = all.addObject();
            one.put("id", figure.id()).put("name", figure.name());
            one.put("value", figure.value()).put("unit", figure.unit());
            Target target = figure.target();
            if (target != null) {
                one.put("target", target.text());
                if (target.met() != null) {
                    one.put("met", target.met());
                }
            }
        }
        return PrintedJson.pretty(root);
    }

    private static String said(@Nullable Target target) {
        if (target == null) {
            return "";
        }
        String verdict = target.met() == null ? "promised for another size" : target.met() ? "met" : "MISSED";
        return "   target " + target.text() + ": " + verdict;
    }

    private static String machine() {
        return "Java " + System.getProperty("java.version") + " on " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch");
    }

    private static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
