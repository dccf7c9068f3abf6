package dev.millrace.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.collect.DoctorFinding;
import dev.millrace.collect.SourceException;
import dev.millrace.collect.SourcePage;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Attribute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitSourceTest {

    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    @TempDir
    private Path folder;

    private GitClone clone;

    @BeforeEach
    void repository() {
        clone = GitClone.init(folder.resolve("shop"));
    }

    /** What a run read, and where the next one goes on. */
    private record Read(List<ArtifactSnapshot> commits, String state, SourcePage last) {
        List<String> hashes() {
            return commits.stream().map(commit -> commit.artifact().nativeId()).toList();
        }

        ArtifactSnapshot commit(String hash) {
            return commits.stream()
                    .filter(one -> one.artifact().nativeId().equals(hash))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static GitSource source(Path path, @Nullable String branch) {
        return new GitSource(new GitRepository(path, "acme/shop", branch), InstantSource.fixed(NOW), 2);
    }

    private static Read run(GitSource source, @Nullable String from) {
        List<ArtifactSnapshot> commits = new ArrayList<>();
        Optional<String> state = Optional.ofNullable(from);
        for (int pages = 0; pages < 100; pages++) {
            SourcePage page = source.read(state);
            commits.addAll(page.facts().snapshots());
            state = Optional.of(page.nextState());
            if (page.last()) {
                return new Read(commits, state.get(), page);
            }
        }
        throw new AssertionError("no end after 100 pages");
    }

    private Read run(@Nullable String from) {
        return run(source(clone.path(), null), from);
    }

    private static List<String> attribute(ArtifactSnapshot commit, String name) {
        return commit.attributes().getOrDefault(name, List.of());
    }

    @Test
    void whole_history_is_read_once_and_later_only_what_is_new() {
        String one = clone.commit("ABC-1 First");
        String two = clone.commit("Second\n\nRefs: ABC-2");
        String three = clone.commit("Third");

        Read first = run(null);
        assertThat(first.hashes()).containsExactlyInAnyOrder(one, two, three);
        assertThat(run(first.state()).hashes()).isEmpty();

        String four = clone.commit("Fourth");
        Read later = run(first.state());
        assertThat(later.hashes()).containsExactly(four);
        assertThat(later.last().census()).hasValueSatisfying(ledger -> {
            assertThat(ledger.expected()).isEqualTo(4);
            assertThat(ledger.captured()).isEqualTo(4);
        });
    }

    @Test
    void commit_is_its_ancestry_its_keys_its_dates_and_nobodys_name() {
        String parent = clone.commit("First");
        String hash = clone.from(Instant.parse("2026-10-05T09:30:00Z"))
                .commit("ABC-1 Löse das Problem, \u001e|\tweiter\n\nRefs: ABC-2");

        Read read = run(null);
        ArtifactSnapshot commit = read.commit(hash);
        assertThat(commit.project()).isEqualTo("acme/shop");
        assertThat(commit.title()).isEqualTo("ABC-1 Löse das Problem, \u001e|\tweiter");
        assertThat(commit.createdAt()).isEqualTo("2026-10-05T09:30:00Z");
        assertThat(attribute(commit, Attribute.PARENTS)).containsExactly(parent);
        assertThat(attribute(commit, Attribute.BRANCH)).containsExactly("main");
        assertThat(attribute(commit, Attribute.KEYS_IN_COMMITS)).containsExactly("ABC-1", "ABC-2");
        assertThat(source(clone.path(), null).read(Optional.empty()).facts().toString())
                .doesNotContainIgnoringCase("lovelace")
                .doesNotContainIgnoringCase("example.org");
    }

    @Test
    void what_git_writes_of_reverts_and_picks_is_kept() {
        String wrong = clone.commit("Wrong");
        String revert = clone.commit("Revert \"Wrong\"\n\nThis reverts commit " + wrong + ".");
        String picked = clone.commit("Fix\n\n(cherry picked from commit " + wrong + ")");

        Read read = run(null);

        assertThat(attribute(read.commit(revert), Attribute.REVERTS)).containsExactly(wrong);
        assertThat(attribute(read.commit(picked), Attribute.CHERRY_PICKED_FROM)).containsExactly(wrong);
    }

    @Test
    void branch_that_is_older_than_the_head_and_merged_later_is_read() {
        clone.commit("First");
        clone.git("checkout", "--quiet", "-b", "feature");
        String onBranch = clone.commit("Older");
        clone.git("checkout", "--quiet", "main");
        clone.commit("Newer");
        Read before = run(null);
        assertThat(before.hashes()).hasSize(2).doesNotContain(onBranch);

        String merge = clone.merge("feature");

        Read after = run(before.state());
        assertThat(after.hashes()).containsExactlyInAnyOrder(onBranch, merge);
        assertThat(attribute(after.commit(merge), Attribute.PARENTS)).hasSize(2);
    }

    @Test
    void run_that_was_killed_between_two_pages_goes_on_there() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(clone.commit("Commit " + i));
        }
        SourcePage first = source(clone.path(), null).read(Optional.empty());
        String later = clone.commit("While nobody was reading");

        Read rest = run(first.nextState());

        List<String> hashes = new ArrayList<>(rest.hashes());
        first.facts().snapshots().forEach(one -> hashes.add(one.artifact().nativeId()));
        assertThat(hashes).containsExactlyInAnyOrderElementsOf(all);
        assertThat(run(rest.state()).hashes()).containsExactly(later);
    }

    @Test
    void rewritten_history_is_read_whole_and_counts_once() {
        clone.commit("First");
        clone.commit("Second");
        Read before = run(null);
        clone.git("checkout", "--quiet", "--orphan", "again");
        String only = clone.commit("Everything anew");
        clone.git("branch", "--quiet", "--force", "main", "again");
        clone.git("checkout", "--quiet", "main");
        clone.git("branch", "--quiet", "-D", "again");
        clone.git("reflog", "expire", "--expire=now", "--all");
        clone.git("gc", "--quiet", "--prune=now");

        Read after = run(before.state());

        assertThat(after.hashes()).containsExactly(only);
        assertThat(Objects.requireNonNull(after.last().census().orElseThrow().expected()))
                .isEqualTo(1);
    }

    @Test
    void working_copy_shows_what_its_remote_had_at_the_last_fetch_and_claims_no_more() throws IOException {
        String pushed = clone.commit("Pushed");
        clone.git(
                "clone",
                "--quiet",
                clone.path().toString(),
                folder.resolve("copy").toString());
        GitClone copy = GitClone.at(folder.resolve("copy"));
        copy.commit("Not pushed");
        for (String name : List.of("FETCH_HEAD", "packed-refs", "HEAD")) {
            Path file = copy.path().resolve(".git").resolve(name);
            if (Files.exists(file)) {
                Files.setLastModifiedTime(file, FileTime.from(NOW.minus(Duration.ofDays(3))));
            }
        }
        GitSource source = source(copy.path(), null);

        assertThat(run(source, null).hashes()).containsExactly(pushed);
        assertThat(source.margin()).isEqualTo(Duration.ofDays(3));
        assertThat(GitCheckup.of(new GitRepository(copy.path(), "acme/shop", null), InstantSource.fixed(NOW)))
                .extracting(DoctorFinding::what)
                .containsExactly("the clone was fetched last 3 d ago");
        assertThat(source(clone.path(), null).margin()).as("nothing to fetch").isZero();
    }

    @Test
    void bare_clone_is_read_on_the_branch_that_is_named() {
        clone.commit("First");
        clone.git("checkout", "--quiet", "-b", "release/2.0");
        String released = clone.commit("Released");
        clone.git("checkout", "--quiet", "main");
        clone.git(
                "clone",
                "--quiet",
                "--bare",
                clone.path().toString(),
                folder.resolve("bare.git").toString());

        assertThat(run(source(folder.resolve("bare.git"), "release/2.0"), null).hashes())
                .hasSize(2)
                .contains(released);
        assertThat(run(source(folder.resolve("bare.git"), null), null).hashes()).doesNotContain(released);
    }

    @Test
    void what_cannot_be_read_says_what_to_do() throws IOException {
        assertSays(clone.path(), null, "has no branch main: name one that it has");
        clone.commit("First");
        clone.commit("Second");
        assertSays(clone.path(), "trunk", "has no branch trunk");
        clone.git(
                "clone",
                "--quiet",
                "--depth=1",
                "file://" + clone.path(),
                folder.resolve("shallow").toString());
        assertSays(folder.resolve("shallow"), null, "run git fetch --unshallow in it");
        Files.createDirectories(clone.path().resolve("src"));
        assertSays(clone.path().resolve("src"), null, "not a git repository");
        assertSays(folder.resolve("nowhere"), null, "is no folder: name the folder of a clone");
        clone.git("checkout", "--quiet", "--detach");
        assertSays(clone.path(), null, "has no branch checked out");
    }

    private static void assertSays(Path path, @Nullable String branch, String words) {
        assertThatThrownBy(() -> source(path, branch).read(Optional.empty()))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining(path.toString())
                .hasMessageContaining(words);
    }

    /** The settings of a clone are whoever's it was. */
    @Test
    void settings_of_a_clone_start_no_program() throws IOException {
        clone.commit("First");
        Path trap = folder.resolve("trap.sh");
        Path sprung = folder.resolve("sprung");
        Files.writeString(trap, "#!/bin/sh\ntouch '" + sprung + "'\n");
        Files.setPosixFilePermissions(trap, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (String setting :
                List.of("core.fsmonitor", "core.pager", "gpg.program", "core.sshCommand", "core.editor")) {
            clone.git("config", setting, trap.toString());
        }
        clone.git("config", "log.showSignature", "true");
        clone.git("config", "core.fsmonitorHookVersion", "2");

        assertThat(run(null).hashes()).hasSize(1);
        assertThat(sprung).doesNotExist();
    }

    @Test
    void names_that_are_none_are_refused() {
        for (String name : List.of("", "a b", "../x/", "-x/..\n", "a//b")) {
            assertThat(GitRepository.isName(name)).as(name).isFalse();
        }
        for (String branch : List.of("-rf", "/x", "a..b", "a b", "main~1", "x:y", "HEAD^")) {
            assertThat(GitRepository.isBranch(branch)).as(branch).isFalse();
        }
        assertThat(GitRepository.isName("team/shop.web")).isTrue();
        assertThat(GitRepository.isBranch("release/2.0-ü")).isTrue();
    }
}
