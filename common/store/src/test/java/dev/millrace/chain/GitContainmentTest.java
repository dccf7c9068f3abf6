package dev.millrace.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.flow.Delivery;
import dev.millrace.flow.Delivery.DeliveredChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first release that contains a change is the one that git names, or it is unknown: releases are tags, also of other branches. */
class GitContainmentTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    /** How the rows compare with what git says. */
    private record Rows(int all, int agreeing, int wrong, int unknown) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void random_repository_is_delivered_as_git_says(long seed) throws Exception {
        RandomGit git = new RandomGit(new Random(seed), folder.resolve("git"));
        Map<String, Integer> first = git.firstTags();

        Rows read = compare(git, first, git.everything());
        Rows trunk = compare(git, first, git.onTrunk());
        Set<String> some = new HashSet<>(git.onTrunk());
        Random half = new Random(seed);
        git.tags().stream().filter(tag -> half.nextBoolean()).forEach(tag -> some.addAll(git.history(tag.commit())));
        Rows partly = compare(git, first, some);

        assertThat(read.agreeing()).as("seed %d: %s", seed, read).isEqualTo(read.all());
        assertThat(read.all()).isGreaterThan(50);
        assertThat(trunk.wrong()).as("seed %d: %s", seed, trunk).isZero();
        assertThat(trunk.unknown()).as("seed %d: %s", seed, trunk).isPositive();
        assertThat(partly.wrong()).as("seed %d: %s", seed, partly).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tidev+alloy", "apache+gora", "apache+any23"})
    void real_repository_is_delivered_as_its_history_says(String name) throws Exception {
        String data = System.getProperty("millrace.realdata", "");
        Path from = Path.of(data).resolve("git-histories").resolve(name);
        assumeTrue(
                Files.isRegularFile(from.resolve("commits.jsonl")), "no history of " + name + " beside the checkout");
        RealGit git = new RealGit(from);

        Rows read = compare(git, git.firstTags(), git.everything());
        Rows trunk = compare(git, git.firstTags(), git.onTrunk());

        System.out.println(name + ": " + git.tags().size() + " releases, "
                + git.tags().stream()
                        .filter(tag -> !git.onTrunk().contains(tag.commit()))
                        .count()
                + " off the default branch; read " + read + "; trunk alone " + trunk);
        assertThat(read.wrong()).isZero();
        assertThat(read.agreeing()).isEqualTo(read.all());
        assertThat(trunk.wrong()).isZero();
    }

    /** Changes that the first release contains are left out: nobody saw when they went live. */
    private Rows compare(Git git, Map<String, Integer> first, Set<String> captured) {
        Story story = Story.in(folder.resolve("chain" + System.nanoTime() + ".db"));
        try {
            Set<String> trunk = git.onTrunk();
            git.commits().forEach((sha, commit) -> {
                String[] parents = commit.parents().toArray(new String[0]);
                if (trunk.contains(sha)) {
                    story.commit(sha, commit.at(), parents);
                } else if (captured.contains(sha)) {
                    story.commitAside(sha, commit.at(), parents);
                }
            });
            git.pullRequests().forEach(pullRequest -> {
                Story.PullRequest told = story.pullRequest(
                        "" + pullRequest.number(), "X-1", pullRequest.merge(), pullRequest.at(), pullRequest.at());
                pullRequest.own().forEach(own -> told.with(own, pullRequest.at()));
                if (!pullRequest.base().equals("main")) {
                    told.attribute("base", pullRequest.base()).attribute("defaultBranch");
                }
            });
            List<Tag> tags = git.tags();
            for (int i = 0; i < tags.size(); i++) {
                story.production("" + i, tags.get(i).commit(), tags.get(i).at(), "success");
            }
            return rows(story.reader().deliveries(), git, first);
        } finally {
            story.close();
        }
    }

    private static Rows rows(List<Delivery> deliveries, Git git, Map<String, Integer> first) {
        Map<String, String> commits = new HashMap<>();
        git.pullRequests()
                .forEach(
                        pullRequest -> commits.put(Story.REPOSITORY + "#" + pullRequest.number(), pullRequest.merge()));
        List<Tag> tags = git.tags();
        int all = 0;
        int agreeing = 0;
        int wrong = 0;
        int unknown = 0;
        for (DeliveredChange change : deliveries.get(0).changes()) {
            String commit = commits.getOrDefault(change.key(), change.artifact().nativeId());
            Integer truth = first.get(commit);
            if (truth != null && tags.get(truth).at().equals(tags.get(0).at())) {
                continue;
            }
            all++;
            if (change.unknown() != null) {
                unknown++;
            } else if (change.arrival() == null
                    ? truth == null
                    : arrived(change).equals(truth)) {
                agreeing++;
            } else {
                wrong++;
            }
        }
        return new Rows(all, agreeing, wrong, unknown);
    }

    private static Integer arrived(DeliveredChange change) {
        return Integer.valueOf(change.arrival().deployment().nativeId());
    }

    private record Commit(List<String> parents, String at) {}

    private record Tag(String commit, String at) {}

    private record PullRequest(int number, String merge, String base, List<String> own, String at) {}

    /** A repository. */
    private interface Git {
        Map<String, Commit> commits();

        /** In order of time. */
        List<Tag> tags();

        List<PullRequest> pullRequests();

        String head();

        default Set<String> everything() {
            return commits().keySet();
        }

        default Set<String> onTrunk() {
            return history(head());
        }

        default Set<String> history(String from) {
            Set<String> seen = new HashSet<>();
            Deque<String> open = new ArrayDeque<>(List.of(from));
            while (!open.isEmpty()) {
                String sha = open.pop();
                if (commits().containsKey(sha) && seen.add(sha)) {
                    commits().get(sha).parents().forEach(open::push);
                }
            }
            return seen;
        }
    }

    private static final class RealGit implements Git {
        private final Map<String, Commit> commits = new HashMap<>();
        private final List<Tag> tags = new ArrayList<>();
        private final String head;

        RealGit(Path from) throws IOException {
            for (String line : Files.readAllLines(from.resolve("commits.jsonl"))) {
                JsonNode commit = JSON.readTree(line);
                List<String> parents = new ArrayList<>();
                commit.path("parents").forEach(parent -> parents.add(parent.asText()));
                commits.put(
                        commit.path("sha").asText(),
                        new Commit(parents, instant(commit.path("committed").asText())));
            }
            for (String line : Files.readAllLines(from.resolve("tags.jsonl"))) {
                JsonNode tag = JSON.readTree(line);
                if (commits.containsKey(tag.path("commit").asText())) {
                    tags.add(new Tag(
                            tag.path("commit").asText(),
                            instant(tag.path("date").asText())));
                }
            }
            tags.sort(Comparator.comparing(Tag::at));
            head = Stream.of(Files.readString(from.resolve("HEAD.txt")).split("\\s+"))
                    .filter(commits::containsKey)
                    .findFirst()
                    .orElseThrow();
        }

        private static String instant(String date) {
            return OffsetDateTime.parse(date).toInstant().toString();
        }

        Map<String, Integer> firstTags() {
            Map<String, Integer> first = new HashMap<>();
            for (int i = 0; i < tags.size(); i++) {
                for (String sha : history(tags.get(i).commit())) {
                    first.putIfAbsent(sha, i);
                }
            }
            return first;
        }

        @Override
        public Map<String, Commit> commits() {
            return commits;
        }

        @Override
        public List<Tag> tags() {
            return tags;
        }

        @Override
        public List<PullRequest> pullRequests() {
            return List.of();
        }

        @Override
        public String head() {
            return head;
        }
    }

    /** Made by git: main, develop that is merged into it, release branches with picked fixes, pull requests merged in each way. */
    private static final class RandomGit implements Git {
        private final Random random;
        private final Path folder;
        private final StringBuilder script = new StringBuilder();
        private final List<List<Integer>> parents = new ArrayList<>();
        private final Map<String, Integer> heads = new HashMap<>();
        private final List<int[]> tagged = new ArrayList<>();
        private final List<Object[]> merged = new ArrayList<>();
        private final Map<String, Commit> commits = new HashMap<>();
        private final List<String> shas = new ArrayList<>();
        private static final long BEGIN = 1_767_225_600L;

        RandomGit(Random random, Path folder) throws Exception {
            this.random = random;
            this.folder = folder;
            heads.put("main", commit());
            tag("main");
            heads.put("develop", commit(heads.get("main")));
            int releases = 0;
            for (int step = 0; step < 160; step++) {
                List<String> branches = heads.keySet().stream().sorted().toList();
                String branch = branches.get(random.nextInt(branches.size()));
                switch (random.nextInt(8)) {
                    case 0 -> heads.put("main", commit(heads.get("main"), heads.get("develop")));
                    case 1 -> tag(branch.equals("develop") ? "main" : branch);
                    case 2 -> {
                        if (releases < 5 && random.nextInt(3) == 0) {
                            heads.put("stable-" + releases++, heads.get("main"));
                        }
                    }
                    case 3 -> heads.put(branch, commit(heads.get(branch)));
                    default -> pullRequest(branch);
                }
            }
            make();
        }

        private void pullRequest(String branch) {
            int base = heads.get(branch);
            int own = commit(base);
            if (random.nextBoolean()) {
                int more = commit(own);
                heads.put(branch, commit(base, more));
                merged.add(new Object[] {heads.get(branch), branch, List.of(own, more)});
            } else {
                heads.put(branch, commit(base));
                merged.add(new Object[] {heads.get(branch), branch, List.of(own)});
            }
        }

        private int commit(Integer... of) {
            int mark = parents.size() + 1;
            parents.add(List.of(of));
            long at = BEGIN + 3_600L * mark;
            script.append("commit refs/heads/x\nmark :")
                    .append(mark)
                    .append("\ncommitter a <a@example.org> ")
                    .append(at)
                    .append(" +0000\ndata 2\nx\n");
            if (of.length == 0) {
                script.append("M 644 inline f\ndata 1\n1\n");
            }
            for (int i = 0; i < of.length; i++) {
                script.append(i == 0 ? "from :" : "merge :").append(of[i]).append('\n');
            }
            script.append("M 644 inline f\ndata 8\n")
                    .append(String.format("%08d", mark))
                    .append("\n\n");
            return mark;
        }

        private void tag(String branch) {
            tagged.add(new int[] {heads.get(branch), parents.size()});
        }

        private void make() throws Exception {
            run("", "git", "init", "-q", folder.toString());
            Path marks = folder.resolve("marks");
            run(
                    script.toString(),
                    "git",
                    "-C",
                    "" + folder,
                    "fast-import",
                    "--quiet",
                    "--force",
                    "--export-marks=" + marks);
            Map<Integer, String> byMark = new HashMap<>();
            for (String line : Files.readAllLines(marks)) {
                String[] words = line.split(" ");
                byMark.put(Integer.valueOf(words[0].substring(1)), words[1]);
            }
            for (int mark = 1; mark <= parents.size(); mark++) {
                shas.add(byMark.get(mark));
            }
            for (int mark = 1; mark <= parents.size(); mark++) {
                commits.put(
                        sha(mark),
                        new Commit(parents.get(mark - 1).stream().map(this::sha).toList(), at(3_600L * mark)));
            }
        }

        private String sha(int mark) {
            return shas.get(mark - 1);
        }

        private static String at(long second) {
            return java.time.Instant.ofEpochSecond(BEGIN + second).toString();
        }

        /** What git says itself: the first tag whose log has the commit. */
        Map<String, Integer> firstTags() throws Exception {
            Map<String, Integer> first = new HashMap<>();
            List<Tag> all = tags();
            for (int i = 0; i < all.size(); i++) {
                for (String sha : run(
                                "",
                                "git",
                                "-C",
                                "" + folder,
                                "rev-list",
                                all.get(i).commit())
                        .split("\n")) {
                    first.putIfAbsent(sha, i);
                }
            }
            return first;
        }

        private static String run(String input, String... command) throws Exception {
            Path in = Files.createTempFile("git", ".in");
            Files.writeString(in, input);
            Process process = new ProcessBuilder(command)
                    .redirectInput(in.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output =
                    new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            Files.delete(in);
            assertThat(process.waitFor()).as(output).isZero();
            return output;
        }

        @Override
        public Map<String, Commit> commits() {
            return commits;
        }

        @Override
        public List<Tag> tags() {
            List<Tag> tags = new ArrayList<>();
            for (int i = 0; i < tagged.size(); i++) {
                tags.add(new Tag(sha(tagged.get(i)[0]), at(3_600L * tagged.get(i)[1] + 60 + i)));
            }
            return tags;
        }

        @Override
        public List<PullRequest> pullRequests() {
            List<PullRequest> all = new ArrayList<>();
            for (Object[] one : merged) {
                int mark = (Integer) one[0];
                all.add(new PullRequest(
                        all.size() + 1,
                        sha(mark),
                        (String) one[1],
                        ((List<?>) one[2])
                                .stream().map(own -> sha((Integer) own)).toList(),
                        at(3_600L * mark)));
            }
            return all;
        }

        @Override
        public String head() {
            return sha(heads.get("main"));
        }
    }
}
