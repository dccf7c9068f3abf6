package dev.millrace.hub.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.metrics.LeftOut;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.report.Metrics;
import dev.millrace.model.Reason;
import dev.millrace.view.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The words of the answers, from the code that computes them. */
final class GlossaryTerms {

    private GlossaryTerms() {}

    /** Those whose id or label has the words; all if none are given. */
    static List<ObjectNode> matching(Optional<String> words) {
        String wanted = words.map(GlossaryTerms::plain).orElse("");
        List<ObjectNode> terms = new ArrayList<>();
        for (Metric metric : Metrics.ALL) {
            ObjectNode term = term("metric", metric.id(), metric.label(), metric.definition());
            terms.add(term.put("unit", metric.unit())
                    .put("formula", metric.formula())
                    .put("source", metric.source()));
        }
        for (Reason.Code code : Reason.Code.values()) {
            terms.add(term("unknown because", Json.constant(code), code.label(), code.label()));
        }
        for (LeftOut reason : LeftOut.values()) {
            terms.add(term("left out because", reason.text(), reason.label(), reason.label()));
        }
        List<ObjectNode> exact = terms.stream()
                .filter(term -> names(term).anyMatch(wanted::equals))
                .toList();
        return !exact.isEmpty()
                ? exact
                : terms.stream()
                        .filter(term -> names(term).anyMatch(name -> name.contains(wanted)))
                        .toList();
    }

    private static Stream<String> names(ObjectNode term) {
        return Stream.of("id", "label").map(name -> plain(term.path(name).asText()));
    }

    /** Regardless of case, hyphens and underscores. */
    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replace('-', ' ').replace('_', ' ').strip();
    }

    private static ObjectNode term(String kind, String id, String label, String meaning) {
        return Json.object().put("kind", kind).put("id", id).put("label", label).put("meaning", meaning);
    }
}
