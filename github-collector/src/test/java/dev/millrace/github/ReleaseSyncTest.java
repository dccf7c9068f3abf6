package dev.millrace.github;

import static dev.millrace.fake.github.FakeRepository.sha;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.facts.ExistenceFact;
import dev.millrace.github.releases.ReleaseDeployment;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Attribute;
import dev.millrace.model.DeployStages;
import dev.millrace.valuestream.Glob;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Releases and tags that stand for deployments, over real HTTP. */
class ReleaseSyncTest extends OneSource {

    private static final String AT = "2026-03-01T10:00:00Z";

    ReleaseSyncTest() {
        super("releases");
    }

    private void release(int id, String tag, boolean draft, boolean preRelease) {
        Map<String, Object> release = new HashMap<>();
        release.put("id", "RE_" + id);
        release.put("databaseId", id);
        release.put("tagName", tag);
        release.put("url", "https://github.example/releases/" + tag);
        release.put("isDraft", draft);
        release.put("isPrerelease", preRelease);
        release.put("publishedAt", draft ? null : AT);
        release.put("updatedAt", AT);
        release.put("tagCommit", Map.of("__typename", "Commit", "id", "C", "oid", sha(id)));
        repository.releases.add(release);
    }

    private static GitHubExtent of(ReleaseDeployment... deployments) {
        return new GitHubExtent(
                true, GitHubExtent.STANDARD.jobs(), false, OptionalInt.empty(), List.of(), List.of(deployments));
    }

    @Test
    void releases_stand_for_deployments_where_the_repository_has_none_and_the_environment_says_so() {
        release(1, "v1.0", false, false);
        release(2, "v1.1-rc", false, true);
        release(3, "v1.1", true, false);

        sync();

        ArtifactSnapshot deployment = store.byKey("acme/shop deploy production (releases) v1.0");
        assertThat(store.snapshots).as("no draft and no pre-release").hasSize(1);
        assertThat(deployment.artifact()).isEqualTo(new ArtifactId(Sync.TOOL, ArtifactKind.DEPLOYMENT, "release.1"));
        assertThat(deployment.attributes())
                .containsEntry(Attribute.COMMIT, List.of(sha(1)))
                .containsEntry(Attribute.VERSION, List.of("v1.0"));
        assertThat(DeployStages.isProduction(
                        deployment.attributes().get(Attribute.ENVIRONMENT).get(0)))
                .isTrue();
        assertThat(store.statesOf(deployment.key())).containsExactly("in_progress@" + AT, "success@" + AT);
    }

    @Test
    void releases_are_no_deployments_as_soon_as_there_is_one() {
        release(1, "v1.0", false, false);
        repository.deployment(7, "prod", sha(1), AT, AT, true);

        assertThat(sync.source(extent, REPO, "releases")
                        .read(Optional.empty())
                        .facts()
                        .existence())
                .containsExactly(
                        new ExistenceFact.Gone(new ArtifactId(Sync.TOOL, ArtifactKind.DEPLOYMENT, "release.1")));
    }

    @Test
    void configuration_decides_which_releases_and_tags_deploy_and_where() {
        repository.deployment(7, "prod", sha(1), AT, AT, true);
        release(1, "v1.0", false, false);
        release(2, "docs-1", false, false);
        repository.tags.add(Map.of(
                "name",
                "ship-5",
                "target",
                Map.of(
                        "__typename",
                        "Tag",
                        "oid",
                        sha(50),
                        "tagger",
                        Map.of("date", "2026-03-03T10:00:00Z"),
                        "target",
                        Map.of("__typename", "Commit", "oid", sha(5)))));
        repository.tags.add(
                Map.of("name", "ship-6", "target", Map.of("__typename", "Commit", "oid", sha(6), "committedDate", AT)));
        extent = of(
                new ReleaseDeployment(ReleaseDeployment.Kind.RELEASE, new Glob("v*"), "production"),
                new ReleaseDeployment(ReleaseDeployment.Kind.TAG, new Glob("ship-*"), "staging"));

        sync();

        assertThat(store.snapshots.values())
                .extracting(ArtifactSnapshot::key)
                .containsExactlyInAnyOrder(
                        "acme/shop deploy production v1.0",
                        "acme/shop deploy staging ship-5",
                        "acme/shop deploy staging ship-6");
        assertThat(store.statesOf("acme/shop deploy staging ship-5")).endsWith("success@2026-03-03T10:00:00Z");
        assertThat(store.byKey("acme/shop deploy staging ship-5").attributes())
                .containsEntry(Attribute.COMMIT, List.of(sha(5)));
    }

    @Test
    void more_releases_than_one_page_has_are_all_read() {
        for (int i = 1; i <= 230; i++) {
            release(i, "v" + i, false, false);
        }

        sync();

        assertThat(store.snapshots).hasSize(230);
        assertThat(gitHub.asked).hasSize(3);
    }
}
