package dev.millrace.model;

import java.util.Collection;
import java.util.function.Consumer;

/** The issues of projects, as they are known at some time. */
@FunctionalInterface
public interface ProjectIssues {

    /**
     * Gives the history of every issue of some projects in turn, in no order: of any level, sub-tasks too. Of what happened to them it has
     * the changes of state, resolution and type alone, and no gaps.
     */
    void forEach(ToolInstance tool, Collection<String> projects, Consumer<? super ArtifactHistory> consumer);
}
