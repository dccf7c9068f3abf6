package io.jenkins.plugins.millrace.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a job was called before. Jenkins knows a job by its full name and forgets the former ones; a build is called by the name
 * that its job had when the build was made, and all builds of a job belong to one pipeline. Kept in the job's folder as {@code
 * millrace-names.json}, so that it goes where the job goes, and ends with it.
 *
 * @param pipeline what stands for the job among the builds; null as long as that is its name
 * @param former the names it had, in order
 * @param toldAs the name under which its builds were told last, if they had to be told again since a rename
 * @param untold builds below that number were not told under the present name yet; 0 if none of them was
 */
public record JobNames(
        @Nullable String pipeline,
        List<Former> former,
        @Nullable String toldAs,
        int untold) {

    /** The file's name in the job's folder. */
    public static final String NAME = "millrace-names.json";

    private static final String UNFINISHED = NAME + ".tmp";
    private static final int SCHEMA = 1;
    private static final int MOST = 100;
    private static final long LARGEST = 1 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One that was never renamed. */
    public static final JobNames ALWAYS = new JobNames(null, List.of(), null, 0);

    /**
     * A name that a job had.
     *
     * @param name the full name
     * @param until when it got the next one
     */
    public record Former(String name, Instant until) {
        /** Validates. */
        public Former {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(until, "until");
        }
    }

    /** Copies the list. */
    public JobNames {
        former = List.copyOf(former);
    }

    /**
     * What the job was called.
     *
     * @param when when a build of it was made
     * @param now what it is called
     */
    public String at(Instant when, String now) {
        return former.stream()
                .filter(name -> when.isBefore(name.until()))
                .findFirst()
                .map(Former::name)
                .orElse(now);
    }

    /** The same job after it got another name. Of a job that was renamed very often only the last names are kept. */
    public JobNames renamed(String from, Instant at) {
        List<Former> names = new ArrayList<>(former);
        names.add(new Former(from, at));
        int first = Math.max(0, names.size() - MOST);
        return new JobNames(
                pipeline == null ? from : pipeline,
                names.subList(first, names.size()),
                toldAs == null ? from : toldAs,
                0);
    }

    /** A new job under a name that another one gave up then: another pipeline. */
    public static JobNames reusing(String name, Instant givenUp) {
        return new JobNames(name + "@" + givenUp.toEpochMilli(), List.of(), name, 0);
    }

    /** The same after its builds from that number on were told under that name; 1 or less stands for all. */
    public JobNames told(String name, int from) {
        return from <= 1 ? new JobNames(pipeline, former, name, 0) : new JobNames(pipeline, former, toldAs, from);
    }

    /** Builds below that number must be told again, because they were told under another name; 0 if there are none. */
    public int tellAgainBelow(String now) {
        return toldAs == null || toldAs.equals(now) ? 0 : untold == 0 ? Integer.MAX_VALUE : untold;
    }

    /**
     * Reads what is kept of a job; empty if nothing is.
     *
     * @throws IOException if the file cannot be read or is no such file
     */
    public static Optional<JobNames> read(Path jobFolder) throws IOException {
        Path file = jobFolder.resolve(NAME);
        try {
            if (Files.size(file) > LARGEST) {
                throw new IOException(file + " is too large");
            }
            JsonNode json = JSON.readTree(Files.readAllBytes(file));
            if (json.path("schema").asInt() != SCHEMA) {
                throw new IOException(file + ": field schema is " + json.path("schema"));
            }
            List<Former> former = new ArrayList<>();
            for (JsonNode each : json.path("former")) {
                former.add(new Former(
                        each.path("name").asText(),
                        Instant.ofEpochMilli(each.path("until").asLong())));
            }
            return Optional.of(new JobNames(
                    text(json, "pipeline"),
                    former,
                    text(json, "toldAs"),
                    json.path("untold").asInt()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /**
     * Keeps it, whole or not at all.
     *
     * @throws IOException if the folder cannot be written to
     */
    public void write(Path jobFolder) throws IOException {
        ObjectNode json = JSON.createObjectNode();
        json.put("schema", SCHEMA);
        if (pipeline != null) {
            json.put("pipeline", RecordJson.encodable(pipeline));
        }
        if (toldAs != null) {
            json.put("toldAs", RecordJson.encodable(toldAs));
        }
        if (untold > 0) {
            json.put("untold", untold);
        }
        ArrayNode names = json.putArray("former");
        former.forEach(each -> names.addObject()
                .put("name", RecordJson.encodable(each.name()))
                .put("until", each.until().toEpochMilli()));
        Path unfinished = jobFolder.resolve(UNFINISHED);
        Files.write(unfinished, JSON.writeValueAsBytes(json));
        Files.move(
                unfinished,
                jobFolder.resolve(NAME),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private static @Nullable String text(JsonNode json, String field) {
        JsonNode value = json.get(field);
        return value == null || value.isNull() ? null : value.asText();
    }
}
