package io.jenkins.plugins.millrace.job;

import hudson.ExtensionList;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import io.jenkins.plugins.millrace.agents.AgentRecorder;
import io.jenkins.plugins.millrace.agents.AgentReport;
import io.jenkins.plugins.millrace.agents.LoadNow;
import io.jenkins.plugins.millrace.settings.NamedStream;
import io.jenkins.plugins.millrace.summary.JobGlances;
import io.jenkins.plugins.millrace.summary.JobGlances.Glance;
import io.jenkins.plugins.millrace.summary.JobSummaries.Folders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The jobs of a folder, or of the controller, that the viewer may read, with what is known of each. */
final class OverviewJobs {

    /** More are no overview; the rest is counted. */
    static final int MOST = 300;

    /**
     * A job with builds.
     *
     * @param name relative to the folder; hostile text
     */
    record Row(String name, Glance glance) {}

    /**
     * A label that tasks of these jobs asked for.
     *
     * @param share what these jobs had of it: nothing is said of jobs that the viewer may not read
     */
    record AgentRow(AgentReport.Label label, AgentReport.Share share) {}

    private final List<Row> known = new ArrayList<>();
    private final Set<String> visible = new HashSet<>();
    private @Nullable AgentReport agents;
    private @Nullable LoadNow load;
    private @Nullable NamedStream stream;
    private int unread;
    private int withoutBuilds;
    private int furtherJobs;

    /**
     * Those of that group.
     *
     * @param folder the full name of the group, empty for the controller
     */
    @SuppressWarnings("rawtypes") // a class literal has no type arguments
    static OverviewJobs of(ItemGroup<?> group, String folder, JobGlances glances) {
        OverviewJobs jobs = new OverviewJobs();
        int seen = 0;
        for (Job job : group.allItems(Job.class)) {
            Job<?, ?> typed = job;
            if (!typed.hasPermission(Item.READ)) {
                continue; // Jenkins leaves them out itself
            }
            jobs.see(typed.getFullName());
            if (++seen > MOST) {
                jobs.leaveOut();
                continue;
            }
            String name = typed.getFullName();
            Folders folders =
                    new Folders(typed.getRootDir().toPath(), typed.getBuildDir().toPath());
            jobs.add(
                    folder.isEmpty() ? name : name.substring(folder.length() + 1),
                    glances.of(folders).orElse(null));
        }
        jobs.stream(NamedStream.of(group));
        jobs.agents(
                ExtensionList.lookupSingleton(AgentRecorder.class).report().orElse(null),
                LoadNow.of(jobs.visible::contains));
        return jobs;
    }

    /** Adds what waiting for agents cost, and how many builds there are now. */
    void agents(@Nullable AgentReport report, @Nullable LoadNow now) {
        agents = report;
        load = now;
    }

    /** Says which value stream these jobs work for. */
    void stream(@Nullable NamedStream named) {
        stream = named;
    }

    /** The value stream that these jobs work for; null if no folder names one. */
    @Nullable NamedStream stream() {
        return stream;
    }

    /** What waiting for agents cost all jobs of the controller; null if it is not known yet. Its labels are {@link #agentRows}. */
    @Nullable AgentReport agents() {
        return agents;
    }

    /** The labels that tasks of these jobs asked for, the one with the longest wait first. */
    List<AgentRow> agentRows() {
        return agents == null
                ? List.of()
                : agents.labels().stream()
                        .map(label -> new AgentRow(label, label.of(visible::contains)))
                        .filter(row -> row.share().uses() > 0)
                        .sorted(Comparator.comparing(
                                        (AgentRow row) -> row.share().waited())
                                .reversed())
                        .toList();
    }

    /** How many builds of these jobs there are now; null if that is not known. */
    @Nullable LoadNow load() {
        return load;
    }

    /** Makes a job of that name count in what agents cost. */
    void see(String name) {
        visible.add(name);
    }

    /** Adds a job; null is one that is being read. */
    void add(String name, @Nullable Glance glance) {
        if (glance == null) {
            unread++;
        } else if (glance.builds() == 0) {
            withoutBuilds++;
        } else {
            known.add(new Row(name, glance));
        }
    }

    /** Counts a job that is not looked at. */
    void leaveOut() {
        furtherJobs++;
    }

    /** Those with builds, by their build time per week, the longest first. */
    List<Row> known() {
        return known.stream()
                .sorted(Comparator.comparing((Row row) -> row.glance().perWeek().orElse(Duration.ZERO))
                        .reversed()
                        .thenComparing(Row::name))
                .toList();
    }

    /** How many are being read. */
    int unread() {
        return unread;
    }

    /** How many have no build with a record. */
    int withoutBuilds() {
        return withoutBuilds;
    }

    /** How many more there are. */
    int furtherJobs() {
        return furtherJobs;
    }
}
