package dev.millrace.valuestream;

import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A step of a value stream.
 *
 * @param id stable name for programs, such as {@code in-progress}
 * @param name what people read
 * @param kind what being in it means
 * @param waitingFor the reason if the kind is WAITING, else null
 */
public record Stage(
        String id, String name, StageKind kind, @Nullable WaitingReason waitingFor) {

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    /** Validates: a waiting stage, and only that, says what it waits for. */
    public Stage {
        if (!ID.matcher(Objects.requireNonNull(id, "id")).matches()) {
            throw new IllegalArgumentException("stage id must match " + ID.pattern() + " but is \"" + id + '"');
        }
        if (Objects.requireNonNull(name, "name").isBlank()) {
            throw new IllegalArgumentException("stage " + id + " needs a name");
        }
        Objects.requireNonNull(kind, "kind");
        if ((kind == StageKind.WAITING) != (waitingFor != null)) {
            throw new IllegalArgumentException(
                    "stage " + id + ": a reason to wait belongs to WAITING stages, and each of them has one");
        }
    }

    /** Of the id alone: figures are kept by stage, and constants of enumerations hash differently in each process. */
    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** A stage that is not a waiting one. */
    public static Stage of(String id, String name, StageKind kind) {
        return new Stage(id, name, kind, null);
    }

    /** A waiting stage. */
    public static Stage waiting(String id, String name, WaitingReason reason) {
        return new Stage(id, name, StageKind.WAITING, reason);
    }
}
