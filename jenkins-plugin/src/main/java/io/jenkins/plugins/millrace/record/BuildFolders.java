package io.jenkins.plugins.millrace.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The builds that a job has on the disk: Jenkins names the folder of each by its number. */
public final class BuildFolders {

    private BuildFolders() {}

    /**
     * The numbers of the builds in a job's folder of builds, in any order; none if there is no such folder. Reads names only.
     *
     * @throws IOException if the folder cannot be read
     */
    public static List<Integer> numbers(Path builds) throws IOException {
        List<Integer> numbers = new ArrayList<>();
        try (Stream<Path> all = Files.list(builds)) {
            all.map(path -> path.getFileName().toString())
                    .filter(name -> name.matches("[1-9]\\d{0,8}"))
                    .forEach(name -> numbers.add(Integer.parseInt(name)));
        } catch (NoSuchFileException e) {
            // never built
        }
        return numbers;
    }
}
