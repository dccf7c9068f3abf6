package dev.millrace.demo.bench;

import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Knowledge;
import dev.millrace.store.FlowStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What people ask of a store, each in a process of its own.
 *
 * @param asOf the instant of all answers
 * @param items some issues, evenly spread over the store
 */
record Questions(Instant asOf, List<ArtifactSnapshot> items) {

    private static final int SOME = 500;

    /**
     * One question.
     *
     * @param id stable name for programs
     * @param name what people read
     * @param command the command line, without the store
     */
    record Question(String id, String name, List<String> command) {}

    /** About items of that store. */
    static Questions of(FlowStore store, Instant asOf) {
        List<ArtifactId> issues = new ArrayList<>();
        store.forEachId(ArtifactKind.ISSUE, issues::add);
        List<ArtifactId> some = new ArrayList<>();
        int count = Math.min(SOME, issues.size());
        for (int i = 0; i < count; i++) {
            some.add(issues.get((int) ((long) i * issues.size() / count)));
        }
        List<ArtifactSnapshot> items = store.histories(some, new Knowledge(asOf, Instant.MAX)).stream()
                .map(ArtifactHistory::snapshot)
                .toList();
        return new Questions(asOf, items);
    }

    /** All of them. */
    List<Question> all() {
        ArtifactSnapshot item = items.get(items.size() / 2);
        return List.of(
                report("ask-report", "report, last 90 days"),
                report("ask-project", "report --project", "--project", item.project()),
                report("ask-by", "report --by service", "--by", "service"),
                report("ask-why", "report --why flow-time", "--why", "flow-time"),
                report("ask-all", "report --all", "--all"),
                new Question("ask-show", "show KEY", List.of("show", item.key(), "--as-of", asOf.toString())));
    }

    private Question report(String id, String name, String... more) {
        List<String> command = new ArrayList<>(List.of("report", "--as-of", asOf.toString()));
        command.addAll(List.of(more));
        return new Question(id, name, command);
    }
}
