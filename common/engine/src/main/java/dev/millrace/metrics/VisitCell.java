package dev.millrace.metrics;

import dev.millrace.metrics.StageTime.VisitStatistics;
import java.time.Duration;
import java.util.SortedSet;
import java.util.TreeSet;

/** Collects the visits to one state, or to all states of a stage. */
final class VisitCell {

    private final Samples completed = new Samples();
    private final TreeSet<String> projects = new TreeSet<>();
    private final Samples openAges = new Samples();
    private long millisInWindow;
    private long past;

    void addOpen(long ageMillis, long millis) {
        openAges.addWhole(ageMillis);
        millisInWindow += millis;
    }

    void addCompleted(long wholeMillis, long millis) {
        completed.addWhole(wholeMillis);
        millisInWindow += millis;
    }

    /** Counts visits to a closed state from before the window: nobody asks how long those last. */
    void addPast(long visits) {
        past += visits;
    }

    void addProject(String project) {
        projects.add(project);
    }

    void merge(VisitCell other) {
        completed.addAll(other.completed);
        projects.addAll(other.projects);
        openAges.addAll(other.openAges);
        millisInWindow += other.millisInWindow;
        past += other.past;
    }

    long n() {
        return past + openAges.size() + completed.size();
    }

    long millisInWindow() {
        return millisInWindow;
    }

    SortedSet<String> projects() {
        return projects;
    }

    VisitStatistics toStatistics() {
        return new VisitStatistics(
                n(), openAges.size(), Duration.ofMillis(millisInWindow), openAges.durations(), completed.durations());
    }
}
