package dev.millrace.hub.engine;

import dev.millrace.hub.access.Visibility;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Knowledge;
import dev.millrace.store.FlowStore;
import dev.millrace.store.KnownFacts;
import dev.millrace.view.ReportView;
import dev.millrace.view.item.BuildView;
import dev.millrace.view.item.ItemView;
import java.util.Optional;

/** What the hub asks of those who know what an item and a report are. Called by several threads, each with a store of its own. */
public interface Engine {

    /**
     * What the page of an artifact shows.
     *
     * @param kind what is asked for
     * @param key what people call it
     * @param visibility what the one who asks may see
     * @return empty if no such thing is captured, it did not exist by then, or may not be seen
     */
    Optional<ItemView> item(FlowStore store, ArtifactKind kind, String key, Knowledge knowledge, Visibility visibility);

    /**
     * What the page of a build shows.
     *
     * @param key the job's full name, a blank, {@code #} and the build's number; with {@code @} and the millis when it was scheduled
     *     it is that build and none that was called so before or after
     * @param visibility what the one who asks may see; of what the build carries only that is shown
     * @return empty if no such build is captured, it did not exist by then, or may not be seen
     */
    Optional<BuildView> build(FlowStore store, String key, Knowledge knowledge, Visibility visibility);

    /**
     * A report.
     *
     * @throws QuestionException if the question cannot be answered as it is
     */
    ReportView report(FlowStore store, ReportQuestion question, Knowledge knowledge);

    /**
     * The knowledge that a question means: the instants it names, otherwise now.
     *
     * @throws QuestionException if it names something that is no time
     */
    Knowledge knowledge(KnownFacts store, Optional<String> asOf, Optional<String> knownAt);
}
