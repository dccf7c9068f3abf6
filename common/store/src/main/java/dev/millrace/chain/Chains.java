package dev.millrace.chain;

import dev.millrace.model.ArtifactId;
import dev.millrace.model.ItemHistory;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Items with their chains. */
public interface Chains {

    /** Gives every item: issues, and people's pull requests without an issue. */
    void forEachItem(Consumer<? super ItemHistory> consumer);

    /** One item with its chain: an issue, or a pull request without one; empty if it is neither. */
    Optional<ItemHistory> item(ArtifactId artifact);

    /** The issues whose chain a pull request or commit belongs to, ordered by artifact id; empty if it stands for itself. */
    List<ArtifactId> issuesOf(ArtifactId artifact);
}
