package dev.millrace.hub.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.app.UserError;
import dev.millrace.app.doctor.DoctorJson;
import dev.millrace.app.doctor.Examination;
import dev.millrace.app.query.Queries;
import dev.millrace.app.status.StatusJson;
import dev.millrace.app.status.StoreStatus;
import dev.millrace.document.Formats;
import dev.millrace.hub.access.TokenScope;
import dev.millrace.view.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tools about what is known, and what words mean. */
final class StateTools {

    private final Queries queries;

    StateTools(Queries queries) {
        this.queries = queries;
    }

    List<Tool> all() {
        return List.of(
                new Tool(
                        "data_quality",
                        "Data quality",
                        "How fresh the data of each source are, what is missing, and what makes figures wrong or unknown. Ask it"
                                + " before you rely on a figure.",
                        TokenScope.REPORTS_READ,
                        Map.of(),
                        List.of(),
                        Schemas.object(
                                "status and findings",
                                Map.of(
                                        "needsAttention", Schemas.truth("whether somebody has to do something"),
                                        "attention", Schemas.list("what the sources need", Schemas.object("")),
                                        "sources", Schemas.list("until when each source was read", Schemas.object("")),
                                        "findings",
                                                Schemas.list("what weakens figures, worst first", Schemas.object("")))),
                        this::quality),
                new Tool(
                        "glossary",
                        "Glossary",
                        "What the words mean: every metric with formula, definition and source, reasons for unknown values, and"
                                + " reasons for leaving something out.",
                        TokenScope.REPORTS_READ,
                        Map.of("term", Schemas.text("a word or an id; all terms if it is not given")),
                        List.of(),
                        Schemas.object(
                                "the terms",
                                Map.of(
                                        "terms",
                                        Schemas.list(
                                                "in the order of the reports",
                                                Schemas.object(
                                                        "",
                                                        Map.of(
                                                                "kind", Schemas.text(""),
                                                                "id", Schemas.text(""),
                                                                "label", Schemas.text(""),
                                                                "meaning", Schemas.text("")))))),
                        this::glossary));
    }

    private ToolAnswer quality(ToolArguments arguments, ToolReader reader) {
        if (!reader.visibility().everything()) {
            throw UserError.failed(
                    "this names all sources, and this token may see a part of what they contain; each report"
                            + " says until when its data are known");
        }
        StoreStatus status = reader.item(queries::status);
        Examination examination = reader.report(queries::examination);
        ObjectNode known = StatusJson.tree(status);
        ObjectNode found = DoctorJson.tree(examination);
        int findings = examination.findings().size();
        int attention = status.attention().size();
        ObjectNode data = Json.object();
        data.put("needsAttention", attention > 0 || examination.needsAttention());
        List.of("attention", "sources", "gaps").forEach(name -> data.set(name, known.path(name)));
        List.of("findings", "skipped").forEach(name -> data.set(name, found.path(name)));
        return new ToolAnswer(
                (attention == 0
                                ? "No source needs attention."
                                : Formats.count(attention, "thing needs", "things need") + " attention.")
                        + ' ' + Formats.count(findings, "finding weakens", "findings weaken") + " figures.",
                data,
                new ToolAnswer.Context(
                        known.get("at"),
                        known.at("/store/lastRecordedAt"),
                        null,
                        null,
                        Json.object().set("lastRecordedAt", known.at("/store/lastRecordedAt"))),
                findings,
                "findings",
                List.of(),
                false,
                "/findings",
                Optional.of("/data-quality"));
    }

    private ToolAnswer glossary(ToolArguments arguments, ToolReader reader) {
        Optional<String> term = arguments.text("term");
        List<ObjectNode> terms = GlossaryTerms.matching(term);
        if (terms.isEmpty()) {
            throw UserError.usage("term: there is no \"" + term.orElse("") + "\"; call it without a term for all");
        }
        ObjectNode data = Json.object();
        data.set("terms", Json.array(terms, one -> one));
        return new ToolAnswer(
                Formats.count(terms.size(), "term", "terms") + '.',
                data,
                new ToolAnswer.Context(null, null, null, null, null),
                terms.size(),
                "terms",
                List.of(),
                true,
                "/terms",
                Optional.empty());
    }
}
