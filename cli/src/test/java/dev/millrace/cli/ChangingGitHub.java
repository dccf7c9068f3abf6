package dev.millrace.cli;

import dev.millrace.fake.github.FakeGitHub;
import dev.millrace.fake.github.FakeRepository;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;

/** A repository of some pull requests, commits and deployments, where people work on. */
final class ChangingGitHub implements ChangingTool {

    private final FakeGitHub github = new FakeGitHub();
    private final FakeRepository shop = github.repository("acme/shop");
    private Instant now = Instant.parse("2026-09-01T08:00:00Z");
    private int pullRequests;
    private int commits;
    private int deployments;
    private int statuses;

    ChangingGitHub() {
        commit();
        while (pullRequests < 24) {
            create();
            commit();
        }
        for (int n = 0; n < 6; n++) {
            deploy();
        }
    }

    @Override
    public FaultRun.Tool tool() {
        return FaultRun.Tool.GITHUB;
    }

    @Override
    public URI url() {
        return github.apiUrl();
    }

    @Override
    public void change(Random random) {
        // the fake answers under its own monitor
        synchronized (github) {
            switch (random.nextInt(6)) {
                case 0 -> create();
                case 1 -> commit();
                case 2 -> deploy();
                case 3 -> end(shop.pullRequests.get(random.nextInt(pullRequests)));
                default -> work(shop.pullRequests.get(random.nextInt(pullRequests)));
            }
        }
    }

    @Override
    public void close() {
        github.close();
    }

    private String tick() {
        now = now.plus(Duration.ofMinutes(7));
        return now.toString();
    }

    private void commit() {
        String at = tick();
        String sha = FakeRepository.sha(++commits);
        shop.head = shop.head == null
                ? shop.commit(sha, "commit " + commits, at, at)
                : shop.commit(sha, "commit " + commits, at, at, shop.head);
    }

    private void create() {
        String at = tick();
        Map<String, Object> pullRequest = shop.pullRequest(++pullRequests, at);
        pullRequest.put("updatedAt", at);
    }

    /** What has ended is on no watch list. */
    private void end(Map<String, Object> pullRequest) {
        String at = tick();
        if (pullRequest.get("state").equals("OPEN")) {
            FakeRepository.merged(pullRequest, at, shop.head);
        }
        pullRequest.put("title", "ended at " + at);
        pullRequest.put("updatedAt", at);
    }

    private void work(Map<String, Object> pullRequest) {
        if (!pullRequest.get("state").equals("OPEN")) {
            end(pullRequest);
            return;
        }
        String at = tick();
        pullRequest.put("title", "changed at " + at);
        FakeRepository.happened(pullRequest, "ConvertToDraftEvent", at);
        FakeRepository.happened(pullRequest, "ReadyForReviewEvent", tick());
        pullRequest.put("updatedAt", now.toString());
    }

    private void deploy() {
        String at = tick();
        shop.deployment(++deployments, "prod", shop.head, at, at, true);
        shop.status(deployments, ++statuses, "success", at);
    }
}
