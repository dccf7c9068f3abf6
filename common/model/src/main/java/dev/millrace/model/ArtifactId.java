package dev.millrace.model;

import java.util.Comparator;
import java.util.Objects;

/**
 * The identity of an artifact: where it lives, what it is, and the id its own tool never changes.
 *
 * <p>Keys and names (an issue key, a job's full name) may change without a new identity; they are kept in the
 * {@link ArtifactSnapshot}.
 *
 * @param tool the installation that keeps the artifact
 * @param kind what it is
 * @param nativeId the tool's own immutable id; may hold any characters but none that control a terminal
 */
public record ArtifactId(ToolInstance tool, ArtifactKind kind, String nativeId) implements Comparable<ArtifactId> {

    private static final int MAX_NATIVE_ID = 1_000;

    private static final Comparator<ArtifactId> ORDER = Comparator.comparing(ArtifactId::tool)
            .thenComparing(ArtifactId::kind)
            .thenComparing(id -> id.nativeId().length())
            .thenComparing(ArtifactId::nativeId, ArtifactId::compareCodePoints);

    /** Validates the native id: not blank, at most 1,000 characters, no control characters. */
    public ArtifactId {
        Objects.requireNonNull(tool, "tool");
        Objects.requireNonNull(kind, "kind");
        Require.text(nativeId, "native id");
        if (nativeId.length() > MAX_NATIVE_ID) {
            throw new IllegalArgumentException(
                    "a native id has at most " + MAX_NATIVE_ID + " characters, this one has " + nativeId.length());
        }
        if (Require.hasControl(nativeId)) {
            throw new IllegalArgumentException("a native id holds no control characters");
        }
    }

    /** An issue of that Jira or GitHub installation. */
    public static ArtifactId issue(ToolInstance tool, String nativeId) {
        return new ArtifactId(tool, ArtifactKind.ISSUE, nativeId);
    }

    /** Reads back what {@link #toString} wrote. */
    public static ArtifactId parse(String text) {
        String[] parts = Objects.requireNonNull(text, "text").split(":", 4);
        if (parts.length != 4) {
            throw new IllegalArgumentException(
                    "an artifact id is written tool:instance:kind:native-id, but this is \"" + text + '"');
        }
        return new ArtifactId(new ToolInstance(parts[0], parts[1]), ArtifactKind.parse(parts[2]), parts[3]);
    }

    /** Orders by tool, kind, and native id with shorter ids first, so that numbers stand in their own order. */
    @Override
    public int compareTo(ArtifactId other) {
        return ORDER.compare(this, other);
    }

    /** As databases order text, by code points: what needs two chars in Java, such as an emoji, comes after all that needs one. */
    private static int compareCodePoints(String one, String other) {
        int shorter = Math.min(one.length(), other.length());
        for (int i = 0; i < shorter; i++) {
            char a = one.charAt(i);
            char b = other.charAt(i);
            if (a != b) {
                return Character.isSurrogate(a) == Character.isSurrogate(b)
                        ? Character.compare(a, b)
                        : Boolean.compare(Character.isSurrogate(a), Character.isSurrogate(b));
            }
        }
        return Integer.compare(one.length(), other.length());
    }

    /** The one written form, {@code jira:apache:issue:12687722}. */
    @Override
    public String toString() {
        return tool + ":" + kind.text() + ':' + nativeId;
    }
}
