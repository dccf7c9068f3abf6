package io.jenkins.plugins.millrace.capture;

import dev.millrace.model.Actor;
import dev.millrace.model.BuildCause;
import dev.millrace.model.ToolInstance;
import hudson.model.Cause;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The kind of a cause, told by its class: what Jenkins says of it in a sentence is in the language of whoever asks, and names people. The
 * classes of plugins are known by name only, because a controller may not have them.
 */
final class Causes {

    /** The end of a class's simple name. The first that fits counts. */
    private static final Map<String, BuildCause> ENDINGS = new LinkedHashMap<>();

    static {
        ENDINGS.put("UpstreamCause", BuildCause.UPSTREAM);
        ENDINGS.put("UserIdCause", BuildCause.USER);
        ENDINGS.put("UserCause", BuildCause.USER);
        ENDINGS.put("TimerTriggerCause", BuildCause.TIMER);
        ENDINGS.put("ReplayCause", BuildCause.REPLAY);
        ENDINGS.put("RestartDeclarativePipelineCause", BuildCause.REPLAY);
        ENDINGS.put("RebuildCause", BuildCause.REPLAY);
        ENDINGS.put("NaginatorCause", BuildCause.REPLAY);
        ENDINGS.put("SCMTriggerCause", BuildCause.SCM);
        ENDINGS.put("BranchIndexingCause", BuildCause.SCM);
        ENDINGS.put("BranchEventCause", BuildCause.SCM);
        ENDINGS.put("PushCause", BuildCause.SCM);
        ENDINGS.put("WebHookCause", BuildCause.SCM);
        ENDINGS.put("PRCause", BuildCause.SCM);
        ENDINGS.put("RemoteCause", BuildCause.API);
        ENDINGS.put("GenericCause", BuildCause.API);
    }

    private Causes() {}

    /** The builds that started a build, each as job, number sign, number. */
    static List<String> upstream(List<? extends Cause> causes) {
        List<String> upstream = new ArrayList<>();
        for (Cause cause : causes) {
            if (cause instanceof Cause.UpstreamCause from) {
                upstream.add(from.getUpstreamProject() + '#' + from.getUpstreamBuild());
            }
        }
        return upstream;
    }

    /**
     * Who started a build, as a pseudonym: the id of the account stays here. Null if no person did, or somebody who was not signed in.
     *
     * @param tool this controller
     */
    static @Nullable Actor startedBy(List<? extends Cause> causes, ToolInstance tool) {
        for (Cause cause : causes) {
            String user = cause instanceof Cause.UserIdCause by ? by.getUserId() : null;
            if (user != null && !user.isBlank()) {
                return Actor.of(tool, user, Actor.Type.HUMAN);
            }
        }
        return null;
    }

    /** The word for the cause. */
    static String word(Cause cause) {
        for (Class<?> type = cause.getClass(); type != null; type = type.getSuperclass()) {
            String name = type.getSimpleName();
            Optional<BuildCause> known = ENDINGS.entrySet().stream()
                    .filter(one -> name.endsWith(one.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst();
            if (known.isPresent()) {
                return known.get().word();
            }
        }
        return BuildCause.OTHER.word();
    }
}
