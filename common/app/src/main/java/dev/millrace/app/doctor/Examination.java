package dev.millrace.app.doctor;

import dev.millrace.collect.DoctorFinding;
import dev.millrace.collect.DoctorFinding.Severity;
import dev.millrace.collect.DoctorFinding.StateRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a check-up has looked at, what it found, and what it could not look at. */
public final class Examination {

    private static final Comparator<DoctorFinding> ORDER = Comparator.comparing(DoctorFinding::severity)
            .thenComparing(finding -> -finding.lost().orElse(0)); // what is not counted comes last

    private final List<DoctorFinding> findings = new ArrayList<>();
    private final List<String> sound = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();

    /** Something was found. */
    public void add(DoctorFinding finding) {
        findings.add(finding);
    }

    /** Several things were found. */
    public void addAll(List<DoctorFinding> found) {
        findings.addAll(found);
    }

    /** Something was looked at and is as it should be. */
    public void sound(String what) {
        sound.add(what);
    }

    /** Something was not looked at, and why. */
    public void skipped(String what) {
        skipped.add(what);
    }

    /** What was found: the worst first, and of the same severity what makes the most figures unknown. */
    public List<DoctorFinding> findings() {
        return findings.stream().sorted(ORDER).toList();
    }

    /** The rules that the findings ask for, in their order. The first for a state decides. */
    public List<StateRule> rules() {
        Map<List<String>, StateRule> rules = new LinkedHashMap<>();
        for (DoctorFinding finding : findings()) {
            finding.rules().forEach(rule -> rules.putIfAbsent(List.of(rule.stream(), rule.state()), rule));
        }
        return List.copyOf(rules.values());
    }

    /** What is as it should be. */
    public List<String> sound() {
        return List.copyOf(sound);
    }

    /** What was not looked at. */
    public List<String> skipped() {
        return List.copyOf(skipped);
    }

    /** Whether somebody has to do something. */
    public boolean needsAttention() {
        return findings.stream().anyMatch(finding -> finding.severity() != Severity.NOTE);
    }
}
