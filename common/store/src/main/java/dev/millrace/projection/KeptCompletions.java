package dev.millrace.projection;

import dev.millrace.flow.CompletedWork;
import dev.millrace.flow.Completion;
import dev.millrace.model.ToolInstance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Completed work that was kept and brought up to date, by project. */
final class KeptCompletions implements CompletedWork.Source {

    private record Project(ToolInstance tool, String key) {}

    private final Map<Project, List<Completion>> completions = new HashMap<>();

    void add(Completion completion) {
        Project project =
                new Project(completion.workflow().tool(), completion.workflow().project());
        completions.computeIfAbsent(project, unseen -> new ArrayList<>()).add(completion);
    }

    @Override
    public Set<String> give(ToolInstance tool, String project, Consumer<Completion> to) {
        completions.getOrDefault(new Project(tool, project), List.of()).forEach(to);
        return Set.of(project);
    }
}
