package io.jenkins.plugins.millrace.card;

import dev.millrace.buildcard.BuildRecord;
import dev.millrace.buildcard.StageContext;
import dev.millrace.metrics.pipeline.PipelineReport;
import dev.millrace.metrics.pipeline.StageFigures;
import hudson.model.Action;
import hudson.model.Run;
import io.jenkins.plugins.millrace.summary.StagePaths;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the job of a build, and the other plugins on this controller, know of its stages. */
final class JobContext implements StageContext {

    /** The one that has a page for a stage's log; known by name, because a controller may not have it. */
    private static final String GRAPH_VIEW =
            "io.jenkins.plugins.pipelinegraphview.consoleview.PipelineConsoleViewAction";

    private static final Pattern KEY = Pattern.compile("[A-Z][A-Z0-9_]{0,60}-[0-9]{1,10}");
    private static final Pattern NODE = Pattern.compile("[0-9]{1,18}");

    private final String logs;
    private final BuildRecord build;
    private final PipelineReport report;
    private final @Nullable String hub;

    /** Made when it is asked for, which it is not if the card stays as it was. */
    private @Nullable StagePaths paths;

    private final Map<List<String>, Usual> usual = new HashMap<>();

    private JobContext(String logs, BuildRecord build, PipelineReport report, @Nullable String hub) {
        this.logs = logs;
        this.build = build;
        this.report = report;
        this.hub = hub;
    }

    /**
     * For the stages of that build.
     *
     * @param report of the job's latest builds
     * @param hub the address of the hub, which has a page for each issue; null or empty if there is none
     */
    static StageContext of(Run<?, ?> run, BuildRecord build, PipelineReport report, @Nullable String hub) {
        return new JobContext(logs(run.getAllActions()), build, report, hub);
    }

    /** Where the log of a stage is, up to its id: Pipeline Graph View's page, else Pipeline's own page of the flow node. */
    static String logs(List<? extends Action> actions) {
        for (Action action : actions) {
            String name = action.getUrlName();
            if (action.getClass().getName().equals(GRAPH_VIEW) && name != null) {
                return name + "/?selected-node=";
            }
        }
        return "execution/node/";
    }

    @Override
    public @Nullable String log(String stageId) {
        return NODE.matcher(stageId).matches() ? logs + stageId + (logs.endsWith("/") ? "/" : "") : null;
    }

    @Override
    public @Nullable String issue(String key) {
        return hub == null || hub.isEmpty() || !KEY.matcher(key).matches()
                ? null
                : hub + (hub.endsWith("/") ? "" : "/") + "items/" + key;
    }

    @Override
    public @Nullable Usual usual(String stageId) {
        StagePaths known = paths;
        if (known == null) {
            known = new StagePaths(build);
            paths = known;
            for (StageFigures stage : report.stages()) {
                stage.time()
                        .measured()
                        .filter(found -> found.n() >= PipelineReport.ENOUGH)
                        .ifPresent(found -> usual.put(stage.path(), new Usual(found.p50(), found.p85(), found.n())));
            }
        }
        return usual.get(known.of(stageId));
    }

    /** Whether it says the same of the same build: a summary that was not read again has the same report. */
    @Override
    @SuppressWarnings("ReferenceEquality") // another report is a reason to write the card anew, whatever is in it
    public boolean equals(@Nullable Object other) {
        return other instanceof JobContext context
                && context.build == build
                && context.report == report
                && Objects.equals(context.hub, hub)
                && context.logs.equals(logs);
    }

    @Override
    public int hashCode() {
        return Objects.hash(logs, hub, System.identityHashCode(build), System.identityHashCode(report));
    }
}
