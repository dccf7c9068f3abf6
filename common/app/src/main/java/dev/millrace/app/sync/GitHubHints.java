package dev.millrace.app.sync;

import dev.millrace.collect.NamedItemsSource;
import dev.millrace.collect.Source;
import dev.millrace.collect.SyncKernel;
import dev.millrace.collect.SyncListener;
import dev.millrace.config.MillraceConfig;
import dev.millrace.github.GitHubCollector;
import dev.millrace.github.GitHubSettings;
import dev.millrace.github.GitHubSite;
import dev.millrace.http.HttpTransport;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.CommitResult;
import dev.millrace.store.FlowStore;
import dev.millrace.valuestream.OriginRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what a GitHub named: things by their ids, the news of the default branch and of releases as the next sync would. */
final class GitHubHints {

    private final FlowStore store;
    private final List<GitHubSite> sites;
    private final OriginRules origins;
    private final HttpTransport transport;

    GitHubHints(FlowStore store, MillraceConfig config, HttpTransport transport) {
        this.store = store;
        this.sites = config.github();
        this.origins = config.definition().origins();
        this.transport = transport;
    }

    private record Place(String repository, GitHubHint.Part part) {}

    /** Reads them; what belongs to no configured repository is left out. All are of one GitHub. */
    CommitResult read(List<GitHubHint> hints) {
        CommitResult result = CommitResult.NOTHING;
        Map<Place, List<GitHubHint>> places = new LinkedHashMap<>();
        for (GitHubHint hint : placed(hints)) {
            places.computeIfAbsent(new Place(called(hint), hint.part()), place -> new ArrayList<>())
                    .add(hint);
        }
        for (Map.Entry<Place, List<GitHubHint>> entry : places.entrySet()) {
            Optional<Source> source =
                    source(entry.getKey(), entry.getValue().get(0).site());
            // before the end of the first run of a source, that run reads everything
            if (source.isPresent() && store.cursor(source.get().id()).isPresent()) {
                result = result.plus(read(source.get(), entry.getValue()));
            }
        }
        return result;
    }

    /** With the repository of each; an event of a project says only which issue it is about. */
    private List<GitHubHint> placed(List<GitHubHint> hints) {
        List<GitHubHint> nowhere =
                hints.stream().filter(hint -> hint.repository().isEmpty()).toList();
        if (nowhere.isEmpty()) {
            return hints;
        }
        List<GitHubHint> all = new ArrayList<>(
                hints.stream().filter(hint -> !hint.repository().isEmpty()).toList());
        List<String> handles = nowhere.stream().map(GitHubHint::handle).toList();
        sites.stream()
                .filter(site -> site.tool().equals(nowhere.get(0).site()))
                .findFirst()
                .ifPresent(site -> collector(site)
                        .issues(handles)
                        .forEach((handle, place) -> nowhere.stream()
                                .filter(hint -> hint.handle().equals(handle))
                                .map(hint -> hint.at(place.repository(), place.id()))
                                .forEach(all::add)));
        return all;
    }

    private String called(GitHubHint hint) {
        return RepositoryNames.called(store, hint.site(), hint.repository());
    }

    private Optional<Source> source(Place place, ToolInstance tool) {
        for (GitHubSite site : sites) {
            Optional<String> repository = site.configured(place.repository());
            if (site.tool().equals(tool) && repository.isPresent()) {
                GitHubCollector collector = collector(site);
                return Stream.concat(
                                collector.sources(repository.get()).stream(), collector.news(repository.get()).stream())
                        .filter(source -> source.id().endsWith(place.part().source()))
                        .findFirst();
            }
        }
        return Optional.empty();
    }

    private GitHubCollector collector(GitHubSite site) {
        return new GitHubCollector(GitHubSettings.of(site, origins), transport);
    }

    private CommitResult read(Source source, List<GitHubHint> hints) {
        if (source instanceof NamedItemsSource named
                && hints.stream().allMatch(hint -> hint.artifact().isPresent())) {
            return NamedItems.read(
                    store,
                    named,
                    hints.stream()
                            .map(hint ->
                                    new NamedItems.Named(hint.artifact().orElseThrow(), hint.handle(), hint.deleted()))
                            .toList());
        }
        return SyncKernel.ofPages(store).run(source, SyncListener.silent()).stored();
    }
}
