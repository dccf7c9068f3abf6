package io.jenkins.plugins.millrace.settings;

import hudson.ExtensionList;
import hudson.model.Job;
import io.jenkins.plugins.millrace.hub.HubConfiguration;
import io.jenkins.plugins.millrace.plugins.Plugins;
import io.jenkins.plugins.millrace.record.DeployRules;
import java.util.ArrayList;
import java.util.List;

/**
 * What holds for a job: its own settings, those of the folders that it is in, and those of the controller, in this order.
 *
 * @param capture whether its builds are recorded: if nothing on the way says no
 * @param rules which stages deploy; the first rule that fits counts, the job's own first
 */
public record JobSettings(boolean capture, DeployRules rules) {

    /** Those of that job. Cheap: reads nothing from the disk. */
    public static JobSettings of(Job<?, ?> job) {
        HubConfiguration global = ExtensionList.lookupSingleton(HubConfiguration.class);
        return of(innerFirst(job), global.isCapture(), global.deployRules());
    }

    /** Whether builds of that job are recorded. For the thread of a build: reads no rule. */
    public static boolean captured(Job<?, ?> job) {
        return ExtensionList.lookupSingleton(HubConfiguration.class).isCapture()
                && innerFirst(job).stream().allMatch(OwnSettings::isCapture);
    }

    private static List<OwnSettings> innerFirst(Job<?, ?> job) {
        List<OwnSettings> own = new ArrayList<>();
        MillraceJobProperty inner = job.getProperty(MillraceJobProperty.class);
        if (inner != null) {
            own.add(inner.own());
        }
        if (Plugins.folders()) {
            own.addAll(FolderSettings.settings(job.getParent()));
        }
        return own;
    }

    static JobSettings of(List<OwnSettings> innerFirst, boolean capture, DeployRules rules) {
        boolean captured = capture && innerFirst.stream().allMatch(OwnSettings::isCapture);
        DeployRules all = DeployRules.NONE;
        for (OwnSettings own : innerFirst) {
            all = all.then(own.rules());
        }
        return new JobSettings(captured, all.then(rules));
    }
}
