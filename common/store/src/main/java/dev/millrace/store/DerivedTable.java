package dev.millrace.store;

import java.util.List;

/** A table of derived rows. The first column says which artifact a row follows from: rows are replaced artifact by artifact. */
public enum DerivedTable {
    /** The codebase that a commit, pull request, build or deployment belongs to. */
    CODEBASE_MEMBER("codebase_member", "artifact_id", "codebase"),
    /** An issue with a pull request, commit or build that belongs to it. */
    CHAIN_MEMBER("chain_member", "artifact_id", "item_id", "rule", "is_change"),
    /** A pull request, commit or build that can be a change of an item. */
    CHAIN_CHANGE("chain_change", "change_id", "codebase", "service", "first_production", "traced", "digest"),
    /** A change with a build or deployment that serves it. */
    SERVED("served", "change_id", "run_id"),
    /** A pull request of automation. */
    AUTOMATION("automation", "pull_request_id", "codebase", "created_at", "body"),
    /** A merged pull request or commit of the trunk, and when it was in production. */
    DELIVERY_CHANGE(
            "delivery_change",
            "change_id",
            "codebase",
            "service",
            "owner",
            "merged_at",
            "arrived_at",
            "reverted",
            "body"),
    /** A deployment to production. */
    DELIVERY_DEPLOYMENT("delivery_deployment", "deployment_id", "codebase", "service", "queued_at", "ended_at", "body"),
    /** A build and how it ended. */
    BUILD_RESULT("build_result", "build_id", "at", "owner", "body"),
    /** When the newest fact of an artifact is dated, if that is not long ago. */
    RECENT("artifact_recent", "artifact_id", "last_at"),
    /** A cycle of an item. */
    ITEM_FLOW(
            "item_flow",
            "item_id",
            "cycle",
            "stream",
            "created_at",
            "started_at",
            "stopped_at",
            "status",
            "type",
            "level",
            "origin",
            "project",
            "team",
            "services",
            "active_ms",
            "waiting_ms",
            "past_at",
            "valid_from",
            "valid_until",
            "group_id",
            "body"),
    /** A key that an item is blocked by. */
    ITEM_BLOCKER("item_blocker", "item_id", "blocker"),
    /** The incident that an item is in the eyes of a stream. */
    ITEM_INCIDENT("item_incident", "item_id", "stream", "body"),
    /** A time when an issue was done. */
    COMPLETION("completion", "issue_id", "number", "stream", "tool", "project", "since_at", "body");

    private final String text;

    @SuppressWarnings("ImmutableEnumChecker") // List.of makes it immutable
    private final List<String> columns;

    DerivedTable(String text, String... columns) {
        this.text = text;
        this.columns = List.of(columns);
    }

    /** Its name in the database. */
    public String text() {
        return text;
    }

    /** Its columns; the first is the artifact that a row follows from. */
    public List<String> columns() {
        return columns;
    }
}
