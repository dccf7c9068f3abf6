package dev.millrace.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code dist/release} in a clone of this repository, with a build that takes no time, and without the push. */
class ReleaseScriptTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final List<String> ME = List.of("-c", "user.name=me", "-c", "user.email=me@example.org");

    @TempDir
    private Path folder;

    @Test
    void tag_has_version_changelog_and_the_action_with_the_hash_of_its_jar_and_nothing_is_pushed() throws Exception {
        Path clone = folder.resolve("repository");
        git(folder, "clone", "-q", "--no-hardlinks", ROOT.toString(), clone.toString());
        git(clone, "checkout", "-q", "-B", "main");
        // the script as it is here, committed or not
        Files.copy(
                ROOT.resolve("dist/release"),
                clone.resolve("dist/release"),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.COPY_ATTRIBUTES);
        git(clone, "commit", "-qam", "The script", "--allow-empty");
        String before = git(clone, "rev-parse", "HEAD");

        // stands for the build, whose own tests are those of the release profile
        Path build = Files.writeString(folder.resolve("build"), """
                #!/bin/sh
                set -e
                mkdir -p dist/target/release
                sed "s/default: ''/default: 'pinned'/" action.yml > "$TMPDIR/action.yml"
                cd "$TMPDIR" && jar=$(command -v jar || echo "$JAVA_HOME/bin/jar")
                "$jar" --create --no-manifest --file "$OLDPWD/dist/target/release/millrace-7.1.0-action.zip" action.yml
                """);
        assertThat(build.toFile().setExecutable(true)).isTrue();
        Map<String, String> environment = new HashMap<>(Map.of(
                "TMPDIR", folder.toString(),
                "JAVA_HOME", System.getProperty("java.home"),
                "MILLRACE_RELEASE_PACKAGES", "true",
                "MILLRACE_RELEASE_BUILD", build.toString()));
        String said = Artefacts.run(clone, environment, "dist/release", "7.1.0", "7.2.0-SNAPSHOT");

        assertThat(said).contains("nothing was pushed");
        assertThat(git(clone, "rev-parse", "HEAD")).isEqualTo(before);
        assertThat(git(clone, "tag", "--list", "v7.1.0")).isEmpty();
        Path release = folder.resolve("millrace-release-7.1.0");
        assertThat(git(release, "show", "v7.1.0:pom.xml"))
                .contains("<version>7.1.0</version>")
                .doesNotContain("-SNAPSHOT");
        assertThat(git(release, "show", "v7.1.0:dist/src/main/docker/Dockerfile"))
                .contains("ARG VERSION=7.1.0");
        assertThat(git(release, "show", "v7.1.0:CHANGELOG.md"))
                .containsPattern("## Unreleased\n\n## 7\\.1\\.0 \\(\\d{4}-");
        assertThat(git(release, "show", "v7.1.0:action.yml")).contains("default: 'pinned'");
        assertThat(git(release, "show", "HEAD:cli/pom.xml")).contains("<version>7.2.0-SNAPSHOT</version>");
        assertThat(git(release, "log", "--format=%s", "-2")).isEqualTo("Begin 7.2.0-SNAPSHOT\nRelease 7.1.0\n");
    }

    private static String git(Path directory, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(ME);
        command.addAll(List.of(arguments));
        return Artefacts.run(directory, Map.of(), command.toArray(String[]::new));
    }
}
