package dev.millrace.app.sync;

import dev.millrace.app.Workspace;
import dev.millrace.collect.Source;
import dev.millrace.github.GitHubCollector;
import dev.millrace.github.GitHubSite;
import dev.millrace.github.RepositoryIdentity;
import dev.millrace.http.HttpException;
import dev.millrace.store.FlowStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Collects the repositories of one entry of the configuration, one after the other. */
final class GitHubRun {

    private final GitHubSite site;
    private final GitHubCollector collector;
    private final SiteRun run;
    private final SyncLimits limits;
    private final RepositoryNames names;
    private final QuietRepositories quiet;
    private final FirstRunCost cost;

    GitHubRun(
            GitHubSite site,
            GitHubCollector collector,
            SiteRun run,
            SyncLimits limits,
            Workspace workspace,
            FlowStore store) {
        this.site = site;
        this.collector = collector;
        this.run = run;
        this.limits = limits;
        this.names = new RepositoryNames(store, site.tool(), collector, workspace);
        this.quiet = new QuietRepositories(store, site.tool(), collector);
        this.cost = new FirstRunCost(site, limits, workspace);
    }

    /** Returns the repositories that were read, or tried. */
    List<String> collect() {
        List<String> repositories = repositories();
        if (!run.isClosed()) {
            quiet.ask(repositories);
        }
        List<String> all = new ArrayList<>();
        for (String repository : repositories) {
            if (collect(repository)) {
                all.add(repository);
            }
        }
        return all;
    }

    /** {@code owner/*} and one of its repositories may both be named. */
    private List<String> repositories() {
        Map<String, String> all = new LinkedHashMap<>();
        for (String configured : site.repositories()) {
            List<String> some = GitHubSite.isAllOfOwner(configured)
                    ? run.ask(site.tool() + "/" + configured, () -> collector.repositories(configured))
                            .orElse(List.of())
                    : List.of(configured);
            some.forEach(repository -> all.putIfAbsent(repository.toLowerCase(Locale.ROOT), repository));
        }
        return List.copyOf(all.values());
    }

    /** Says whether it was read: not if it is one that was read under another name. */
    private boolean collect(String repository) {
        try {
            if (!run.isClosed() && isAnother(repository)) {
                return false;
            }
            limits.first()
                    .filter(wanted -> wanted.repository().equalsIgnoreCase(repository))
                    .ifPresent(wanted -> run.first(collector.pullRequest(repository, wanted.number())));
            int before = run.results().size();
            boolean readable = run.collect(collector.sources(repository).stream()
                    .map(source -> unlessQuiet(repository, source))
                    .toList());
            collector.news(repository).forEach(readable ? run::collectNews : run::leaveOut);
            quiet.done(repository, run.results().subList(before, run.results().size()));
            return true;
        } catch (HttpException e) {
            run.ask(site.tool() + "/" + repository, () -> {
                throw e;
            });
            return false;
        }
    }

    private Source unlessQuiet(String repository, Source source) {
        return limits.extent() == SyncExtent.NEWS ? quiet.quiet(repository, source) : source;
    }

    private boolean isAnother(String repository) {
        Optional<RepositoryIdentity> same = quiet.same(repository);
        if (same.isPresent()) {
            return names.isMetAgain(same.get());
        }
        Optional<RepositoryIdentity> identity = collector.identity(repository);
        if (identity.isEmpty()) {
            return false;
        }
        boolean another = names.isAnother(repository, identity.get());
        if (!another) {
            quiet.ask(repository, identity.get()).ifPresent(pulse -> cost.say(repository, pulse));
        }
        return another;
    }
}
