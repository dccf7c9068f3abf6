package dev.millrace.app.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.app.Workspace;
import dev.millrace.github.GitHubCollector;
import dev.millrace.github.RepositoryIdentity;
import dev.millrace.http.HttpException;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.Knowledge;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.FlowStore;
import dev.millrace.store.Note;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Keeps everything that is known of a repository together, whatever it is called. What GitHub calls its identity is a number; the name
 * that counts here is the one that it is configured by, and what is stored under another one of its names is given that name.
 */
public final class RepositoryNames {

    private static final String TOPIC = "repository";
    private static final List<String> SOURCES =
            List.of("commits", "pull-requests", "deployments", "deployed-commits", "releases", "issues", "runs");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final FlowStore store;
    private final ToolInstance tool;
    private final GitHubCollector collector;
    private final Workspace workspace;
    private final Set<Long> met = new HashSet<>();

    RepositoryNames(FlowStore store, ToolInstance tool, GitHubCollector collector, Workspace workspace) {
        this.store = store;
        this.tool = tool;
        this.collector = collector;
        this.workspace = workspace;
    }

    /**
     * What is known of a repository.
     *
     * @param id GitHub's number
     * @param called the name that everything stored of it has
     * @param names all names that it was ever seen with
     */
    private record Known(long id, String called, Set<String> names) {

        boolean has(String name) {
            return names.stream().anyMatch(name::equalsIgnoreCase);
        }
    }

    /**
     * Brings together what is stored of a repository before it is read; says whether it was read under another name already.
     *
     * @param identity which one has that name now
     * @throws HttpException if another one had the name before, and GitHub does not say what became of that: what is stored of the two
     *     must not be mixed
     */
    boolean isAnother(String configured, RepositoryIdentity identity) {
        if (!met.add(identity.id())) {
            return true;
        }
        String called = identity.name().equalsIgnoreCase(configured) ? identity.name() : configured;
        List<Known> others = new ArrayList<>();
        Optional<Known> before = Optional.empty();
        for (Known known : known(store, tool)) {
            if (known.id() == identity.id()) {
                before = Optional.of(known);
            } else {
                others.add(known);
            }
        }
        others.stream()
                .filter(other -> other.called().equalsIgnoreCase(configured))
                .forEach(other -> makeWay(other, configured));
        Set<String> names = new TreeSet<>(before.map(Known::names).orElse(Set.of()));
        names.add(called);
        names.add(identity.name());
        before.map(Known::called)
                .filter(name -> !name.equalsIgnoreCase(configured))
                .ifPresent(name -> move(name, configured));
        names.stream()
                .filter(name -> !name.equals(called))
                .filter(name ->
                        others.stream().noneMatch(other -> other.called().equals(name)))
                .forEach(name -> store.renameRepository(tool, name, called));
        if (!identity.name().equalsIgnoreCase(configured)
                && before.filter(known -> known.has(identity.name())).isEmpty()) {
            workspace.say(configured + " is called " + identity.name()
                    + " now; it stays one repository. Update the name in the configuration.");
        }
        Known now = new Known(identity.id(), called, names);
        if (!before.equals(Optional.of(now))) {
            put(now);
        }
        return false;
    }

    /** One that is what it was; says whether it was read under another name already. */
    boolean isMetAgain(RepositoryIdentity identity) {
        return !met.add(identity.id());
    }

    /** A name that another repository had belongs to a new one: what is stored of the other leaves it, or stays if that is gone. */
    private void makeWay(Known other, String name) {
        Optional<RepositoryIdentity> now = collector.identityOf(other.id());
        if (now.isPresent() && !now.get().name().equalsIgnoreCase(name)) {
            String called = now.get().name();
            move(other.called(), called);
            store.renameRepository(tool, other.called(), called);
            Set<String> names = new TreeSet<>(other.names());
            names.add(called);
            put(new Known(other.id(), called, names));
            workspace.say(name + " is another repository than the one that was read before, which is called " + called
                    + " now. The stored data of that one keeps its name.");
        } else {
            SOURCES.forEach(source -> store.forgetPosition(tool + "/" + other.called() + "/" + source));
            Set<String> names = new TreeSet<>(other.names());
            names.remove(other.called());
            put(new Known(other.id(), other.called() + " (" + other.id() + ")", names));
            workspace.say(
                    name + " is another repository than the one that was read before; it is read from its beginning.");
        }
    }

    private void move(String from, String to) {
        SOURCES.forEach(source -> store.renameSource(tool + "/" + from + "/" + source, tool + "/" + to + "/" + source));
    }

    private void put(Known known) {
        ObjectNode json = JSON.createObjectNode();
        json.put("called", known.called());
        known.names().forEach(json.putArray("names")::add);
        store.operations().put(TOPIC, tool + " " + known.id(), json.toString());
    }

    private static List<Known> known(FlowStore store, ToolInstance tool) {
        List<Known> all = new ArrayList<>();
        store.operations().forEachNote(TOPIC, note -> {
            if (note.name().startsWith(tool + " ")) {
                read(note).ifPresent(all::add);
            }
        });
        return all;
    }

    private static Optional<Known> read(Note note) {
        try {
            JsonNode json = JSON.readTree(note.content());
            Set<String> names = new TreeSet<>();
            json.path("names").forEach(name -> names.add(name.asText()));
            return Optional.of(new Known(
                    Long.parseLong(note.name().substring(note.name().lastIndexOf(' ') + 1)),
                    json.path("called").asText(),
                    names));
        } catch (JsonProcessingException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The name that everything stored of a repository has, by any name that it ever had. */
    static String called(FlowStore store, ToolInstance tool, String name) {
        return known(store, tool).stream()
                .filter(known -> known.has(name))
                .map(Known::called)
                .findFirst()
                .orElse(name);
    }

    /** What has a key now or had it before; a pull request also by a name of its repository that is not configured. */
    public static Optional<ArtifactId> find(FlowStore store, String key, Knowledge knowledge) {
        return store.find(key, knowledge).or(() -> {
            int sign = key.lastIndexOf('#');
            if (sign < 0) {
                return Optional.empty();
            }
            String repository = key.substring(0, sign).toLowerCase(Locale.ROOT);
            List<String> called = new ArrayList<>();
            store.operations()
                    .forEachNote(
                            TOPIC,
                            note -> read(note)
                                    .filter(known -> known.has(repository))
                                    .ifPresent(known -> called.add(known.called())));
            return called.stream()
                    .flatMap(name -> store.find(name + key.substring(sign), knowledge).stream())
                    .findFirst();
        });
    }
}
