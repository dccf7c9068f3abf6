package io.jenkins.plugins.millrace.summary;

import dev.millrace.buildcard.BuildRecord;
import dev.millrace.buildcard.CardLabels;
import dev.millrace.buildcard.FoldedStages;
import dev.millrace.buildcard.StageRecord;
import dev.millrace.document.Formats;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The paths of the stages of a build, as in {@link dev.millrace.metrics.pipeline.TimedStage#path}; each is made when it is asked for. */
public final class StagePaths {

    private final Map<String, StageRecord> stages = new HashMap<>();
    private final Map<String, List<String>> known = new HashMap<>();

    /** Those of that build. */
    public StagePaths(BuildRecord build) {
        FoldedStages.of(build.stages()).forEach(stage -> stages.put(stage.id(), stage));
    }

    /** The names of the stages around the one with that id, and its own; empty if the build has none with that id. */
    public List<String> of(String id) {
        List<String> path = known.get(id);
        StageRecord stage = stages.get(id);
        if (path != null || stage == null) {
            return path == null ? List.of() : path;
        }
        List<String> names = new ArrayList<>(stage.parentId() == null ? List.of() : of(stage.parentId()));
        names.add(Formats.shorten(CardLabels.visible(stage.name()), Formats.TITLE));
        path = List.copyOf(names);
        known.put(id, path);
        return path;
    }
}
