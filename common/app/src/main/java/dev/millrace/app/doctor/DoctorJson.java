package dev.millrace.app.doctor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.codec.PrintedJson;
import dev.millrace.collect.DoctorFinding;
import java.util.Locale;

/** An examination for programs. */
public final class DoctorJson {

    private DoctorJson() {}

    /** The JSON, ended by a line feed. */
    public static String of(Examination examination) {
        return PrintedJson.pretty(tree(examination));
    }

    /** The JSON as a tree. */
    public static ObjectNode tree(Examination examination) {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("needsAttention", examination.needsAttention());
        ArrayNode findings = root.putArray("findings");
        examination.findings().forEach(finding -> add(findings.addObject(), finding));
        ArrayNode sound = root.putArray("sound");
        examination.sound().forEach(sound::add);
        ArrayNode skipped = root.putArray("skipped");
        examination.skipped().forEach(skipped::add);
        return root;
    }

    private static void add(ObjectNode node, DoctorFinding finding) {
        node.put("severity", finding.severity().name().toLowerCase(Locale.ROOT))
                .put("code", finding.code())
                .put("about", finding.about())
                .put("what", finding.what())
                .put("why", finding.why())
                .put("action", finding.action());
        finding.lost().ifPresent(items -> node.put("lost", items));
        if (!finding.rules().isEmpty()) {
            ArrayNode rules = node.putArray("rules");
            finding.rules()
                    .forEach(rule -> rules.addObject()
                            .put("stream", rule.stream())
                            .put("state", rule.state())
                            .put("stage", rule.stage()));
        }
    }
}
