package dev.millrace.app.doctor;

import dev.millrace.collect.DoctorFinding;
import dev.millrace.collect.DoctorFinding.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a check-up has looked at, what it found, and what it could not look at. */
public final class Examination {

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

    /** What was found, the worst first. */
    public List<DoctorFinding> findings() {
        return findings.stream()
                .sorted(Comparator.comparing(DoctorFinding::severity))
                .toList();
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
