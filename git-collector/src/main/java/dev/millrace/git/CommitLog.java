package dev.millrace.git;

import dev.millrace.collect.commit.Commit;
import dev.millrace.model.Actor;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads what {@link #FORMAT} makes git write. A message holds no NUL, so nothing in it can be taken for another commit. */
final class CommitLog {

    /** Hash, parents, when written, when committed, by whom (without the mailmap of the repository), message. */
    static final String FORMAT = "--format=%H%x00%P%x00%at%x00%ct%x00%ae%x00%B";

    private static final int FIELDS = 6;

    private CommitLog() {}

    /**
     * The commits.
     *
     * @throws IllegalArgumentException if the answer is not of that form
     */
    static List<Commit> read(byte[] answer) {
        List<String> fields = fields(answer);
        if (fields.size() % FIELDS != 0) {
            throw new IllegalArgumentException("git wrote " + fields.size() + " fields, which are no whole commits");
        }
        List<Commit> commits = new ArrayList<>();
        for (int i = 0; i < fields.size(); i += FIELDS) {
            commits.add(commit(fields.subList(i, i + FIELDS)));
        }
        return commits;
    }

    private static Commit commit(List<String> fields) {
        List<String> parents =
                fields.get(1).isEmpty() ? List.of() : List.of(fields.get(1).split(" ", -1));
        String email = fields.get(4).strip().toLowerCase(Locale.ROOT);
        return new Commit(
                fields.get(0),
                fields.get(5),
                Instant.ofEpochSecond(Long.parseLong(fields.get(2))),
                Instant.ofEpochSecond(Long.parseLong(fields.get(3))),
                // git does not say whether a program wrote it
                email.isEmpty() ? null : Actor.of(GitRepository.TOOL, email, Actor.Type.UNKNOWN),
                parents,
                parents.size());
    }

    /** Each ends with a NUL. */
    private static List<String> fields(byte[] answer) {
        List<String> fields = new ArrayList<>();
        int begin = 0;
        for (int i = 0; i < answer.length; i++) {
            if (answer[i] == 0) {
                fields.add(new String(answer, begin, i - begin, StandardCharsets.UTF_8));
                begin = i + 1;
            }
        }
        return fields;
    }
}
