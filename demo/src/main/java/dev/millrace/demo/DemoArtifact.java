package dev.millrace.demo;

import java.util.Locale;

/** A file of the demo for people to look at. */
public enum DemoArtifact {
    /** The first to look at. */
    REPORT("report.html", "the flow of the last 90 days, as a team lead reads it"),
    /** In Jira. */
    JIRA_PANEL("jira-panel.html", "the panel in a Jira issue"),
    /** What is stored in Jira. */
    JIRA_PROPERTY("jira-property.json", "the issue property behind the panel"),
    /** On GitHub. */
    GITHUB_SUMMARY("github-step-summary.md", "the summary of a step in GitHub Actions"),
    /** In Jenkins. */
    JENKINS_CARD("jenkins-card.html", "the card on a build's page in Jenkins");

    private final String file;
    private final String what;

    DemoArtifact(String file, String what) {
        this.file = file;
        this.what = what;
    }

    /** Its file in the demo's folder. */
    public String file() {
        return file;
    }

    /** What it is, in words. */
    public String what() {
        return what;
    }

    /** Stable name for programs. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
