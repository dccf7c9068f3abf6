package dev.millrace.demo.company;

import java.util.List;

/**
 * A Jira project.
 *
 * @param id Jira's id of it
 * @param key its key
 * @param title its name
 */
public record SimulatedProject(String id, String key, String title) {

    /** All projects of the company. */
    public static final List<SimulatedProject> ALL = List.of(
            new SimulatedProject("10300", "SHOP", "Shop"),
            new SimulatedProject("10301", "BILL", "Billing"),
            new SimulatedProject("10302", "CAT", "Catalogue"));

    /** The project of that key. */
    public static SimulatedProject of(String key) {
        return ALL.stream()
                .filter(project -> project.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no project " + key));
    }
}
