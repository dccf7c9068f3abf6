package io.jenkins.plugins.millrace.agents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.millrace.record.RecordJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What agents did and which there were: a file of lines for each day in UTC. A line that a crash cut off is left out. */
final class AgentLog {

    /** A day with more is a fault of something else; the rest of it is not recorded. */
    private static final long LARGEST = 64L << 20;

    private static final String END = ".ndjson";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    /** What is recorded since a day: the agents in order of time, the uses in the order in which they became ready. */
    record Content(List<Agents> states, List<AgentUse> uses) {}

    AgentLog(Path folder) {
        this.folder = folder;
    }

    /**
     * Adds a use.
     *
     * @throws IOException if the folder cannot be written to
     */
    void add(AgentUse use) throws IOException {
        ObjectNode json = JSON.createObjectNode();
        json.put("label", RecordJson.encodable(use.label()));
        json.put("job", RecordJson.encodable(use.job()));
        json.put("agent", RecordJson.encodable(use.agent()));
        json.put("from", use.from());
        json.put("start", use.start());
        json.put("end", use.end());
        append(json, use.end());
    }

    /**
     * Adds which agents there are.
     *
     * @throws IOException if the folder cannot be written to
     */
    void add(Agents state) throws IOException {
        ObjectNode json = JSON.createObjectNode();
        json.put("at", state.at());
        ArrayNode agents = json.putArray("agents");
        for (Agents.Agent agent : state.agents()) {
            ObjectNode node = agents.addObject();
            node.put("name", RecordJson.encodable(agent.name()));
            node.put("executors", agent.executors());
            node.put("exclusive", agent.exclusive());
            ArrayNode labels = node.putArray("labels");
            agent.labels().forEach(label -> labels.add(RecordJson.encodable(label)));
        }
        append(json, state.at());
    }

    private synchronized void append(ObjectNode json, long at) throws IOException {
        Path file = file(Instant.ofEpochMilli(at).atOffset(ZoneOffset.UTC).toLocalDate());
        Files.createDirectories(folder);
        if (!Files.exists(file) || Files.size(file) < LARGEST) {
            // begins with a line end, because a crash may have cut off the last line
            Files.writeString(
                    file, "\n" + JSON.writeValueAsString(json), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    /**
     * What is recorded from that day on.
     *
     * @param most how many uses, of the newest
     * @throws IOException if a file cannot be read
     */
    Content since(LocalDate first, LocalDate last, int most) throws IOException {
        List<Agents> states = new ArrayList<>();
        List<AgentUse> uses = new ArrayList<>();
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            try (BufferedReader lines = Files.newBufferedReader(file(day), StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    read(line, states, uses);
                }
            } catch (NoSuchFileException e) {
                // nothing happened on that day
            }
        }
        states.sort(Comparator.comparing(Agents::at));
        uses.sort(Comparator.comparing(AgentUse::from).thenComparing(AgentUse::end));
        return new Content(states, uses.subList(Math.max(0, uses.size() - most), uses.size()));
    }

    private static void read(String line, List<Agents> states, List<AgentUse> uses) {
        if (line.isEmpty()) {
            return;
        }
        JsonNode json;
        try {
            json = JSON.readTree(line);
        } catch (IOException e) {
            return; // cut off by a crash
        }
        if (json.has("agents")) {
            List<Agents.Agent> agents = new ArrayList<>();
            for (JsonNode node : json.path("agents")) {
                Set<String> labels = new HashSet<>();
                node.path("labels").forEach(label -> labels.add(label.asText()));
                agents.add(new Agents.Agent(
                        node.path("name").asText(),
                        labels,
                        node.path("executors").asInt(),
                        node.path("exclusive").asBoolean()));
            }
            states.add(new Agents(json.path("at").asLong(), agents));
        } else if (json.has("end")) {
            uses.add(new AgentUse(
                    json.path("label").asText(),
                    json.path("job").asText(),
                    json.path("agent").asText(),
                    json.path("from").asLong(),
                    json.path("start").asLong(),
                    json.path("end").asLong()));
        }
    }

    /**
     * Deletes the days before that one.
     *
     * @throws IOException if one cannot be deleted
     */
    void forgetBefore(LocalDate first) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.toList();
        }
        for (Path file : files) {
            String name = file.getFileName().toString();
            if (name.endsWith(END) && isBefore(name.substring(0, name.length() - END.length()), first)) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static boolean isBefore(String day, LocalDate first) {
        try {
            return LocalDate.parse(day).isBefore(first);
        } catch (DateTimeParseException e) {
            return false; // somebody else's file
        }
    }

    private Path file(LocalDate day) {
        return folder.resolve(day + END);
    }
}
