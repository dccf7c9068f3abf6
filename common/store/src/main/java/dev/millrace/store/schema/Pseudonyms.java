package dev.millrace.store.schema;

import dev.millrace.facts.FactBatch;
import dev.millrace.model.Actor;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Attribute;
import dev.millrace.model.BuildCause;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.Link;
import dev.millrace.pseudonym.KeyFile;
import dev.millrace.pseudonym.KeyedFacts;
import dev.millrace.pseudonym.PseudonymKey;
import dev.millrace.store.StoreException;
import dev.millrace.store.rows.Statements;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a batch says of people, as the store keeps it: the one place that everything passes, whatever it comes from. Pseudonyms are keyed,
 * and of the sentence of a tool on who started a build only the kind of cause stays.
 */
public final class Pseudonyms {

    private static final int REMEMBERED = 4_096;

    private final String store;
    private final KeyFile file;
    private final Map<Actor, Actor> known = new HashMap<>();
    private @Nullable PseudonymKey key;

    /**
     * Those of a store.
     *
     * @param store names it for messages
     * @param file where its key is
     */
    public Pseudonyms(String store, KeyFile file) {
        this.store = store;
        this.file = file;
    }

    /** The batch as the running write transaction stores it; makes the key of a store that has none yet. */
    public FactBatch keyed(Statements statements, FactBatch batch) throws SQLException {
        PseudonymKey current = key(statements);
        KeyedFacts facts = new KeyedFacts(actor -> keyed(actor, current));
        List<ArtifactSnapshot> snapshots =
                batch.snapshots().stream().map(Pseudonyms::withoutSentences).toList();
        List<FlowEvent> events = batch.events().stream().map(facts::event).toList();
        List<Link> links = batch.links().stream().map(facts::link).toList();
        return new FactBatch(
                snapshots,
                events,
                links,
                batch.definitions(),
                batch.uses(),
                batch.ledger(),
                batch.existence(),
                batch.watches());
    }

    /**
     * The key of the store.
     *
     * @throws StoreException if it is not there, or another one is: what was stored under it and what comes would not fit together
     */
    public PseudonymKey key(Statements statements) throws SQLException {
        String id = statements
                .first("SELECT coalesce(pseudonym_key, '') FROM recording WHERE id = 1", row -> row.getString(1))
                .orElse("");
        PseudonymKey last = key;
        if (last == null || !last.id().equals(id)) {
            known.clear();
            last = id.isEmpty() ? first(statements) : held(id);
            key = last;
        }
        return last;
    }

    private PseudonymKey first(Statements statements) throws SQLException {
        try {
            PseudonymKey found = file.read().orElse(null);
            if (found == null) {
                found = PseudonymKey.random();
                file.write(found);
            }
            statements.update("UPDATE recording SET pseudonym_key = ? WHERE id = 1", found.id());
            return found;
        } catch (UncheckedIOException e) {
            throw new StoreException(String.valueOf(e.getMessage()), e);
        }
    }

    private PseudonymKey held(String id) {
        try {
            PseudonymKey found = file.read().orElseThrow(() -> lost(id, "that file is not there"));
            if (!found.id().equals(id)) {
                throw lost(id, "that file holds the key " + found.id());
            }
            return found;
        } catch (UncheckedIOException e) {
            throw new StoreException(String.valueOf(e.getMessage()), e);
        }
    }

    private StoreException lost(String id, String what) {
        return new StoreException(store + " keeps people under the key " + id + " of " + file + ", and " + what
                + ": bring the key back from a backup, or from the machine that wrote the store before; nothing was stored."
                + " If it is lost for good, see \"The key of pseudonyms\" in docs/security.md");
    }

    private Actor keyed(Actor actor, PseudonymKey current) {
        if (known.size() > REMEMBERED) {
            known.clear();
        }
        return known.computeIfAbsent(actor, current::keyed);
    }

    private static ArtifactSnapshot withoutSentences(ArtifactSnapshot one) {
        if (one.artifact().kind() != ArtifactKind.BUILD || !one.attributes().containsKey(Attribute.CAUSES)) {
            return one;
        }
        SortedMap<String, List<String>> attributes = new TreeMap<>(one.attributes());
        attributes.computeIfPresent(Attribute.CAUSES, (name, causes) -> BuildCause.words(causes));
        return one.with(attributes);
    }
}
