package dev.millrace.store.jdbc;

import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.Knowledge;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.Link;
import dev.millrace.model.NativeState;
import dev.millrace.model.StateCatalogue;
import dev.millrace.model.StateCategory;
import dev.millrace.model.StateDefinition;
import dev.millrace.model.StateUse;
import dev.millrace.store.FactChanges;
import dev.millrace.store.StoredText;
import dev.millrace.store.rows.ArtifactRows;
import dev.millrace.store.rows.ArtifactRows.Numbered;
import dev.millrace.store.rows.Codes;
import dev.millrace.store.rows.EventReader;
import dev.millrace.store.rows.Millis;
import dev.millrace.store.rows.Sql;
import dev.millrace.store.rows.Statements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads events, links and state definitions one by one, as they were stored. */
final class FactReader {

    private static final Comparator<Link> LINK_ORDER = Comparator.comparing(Link::from)
            .thenComparing(Link::to)
            .thenComparing(Link::relation)
            .thenComparing(Link::rule);

    // CROSS JOIN makes SQLite walk the artifacts in the order of their index, so that nothing is sorted
    private static final String EVENTS = "SELECT a.id, a.tool_id, a.kind, a.native_id, e.recorded_at, "
            + EventReader.COLUMNS + " FROM artifact a CROSS JOIN event e"
            + " WHERE a.tool_id = ? AND a.kind = ? AND e.artifact_id = a.id AND " + Sql.known("e")
            + " AND e.occurred_at <= ? ORDER BY a.native_length, a.native_id";

    private static final String LINKS =
            "SELECT a.id, a.tool_id, a.kind, a.native_id, b.tool_id, b.kind, b.native_id, l.relation, l.rule"
                    + " FROM artifact a CROSS JOIN link l JOIN artifact b ON b.id = l.to_id"
                    + " WHERE a.tool_id = ? AND a.kind = ? AND l.from_id = a.id AND " + Sql.known("l")
                    + " ORDER BY a.native_length, a.native_id";

    private static final String LINKS_FROM =
            "SELECT a.tool_id, a.kind, a.native_id, b.tool_id, b.kind, b.native_id, l.relation, l.rule"
                    + " FROM link l JOIN artifact a ON a.id = l.from_id JOIN artifact b ON b.id = l.to_id WHERE "
                    + Sql.known("l") + " AND l.from_id IN ";

    private final Statements statements;
    private final ArtifactRows artifacts;
    private final EventReader events;
    private final long asOf;
    private final long knownAt;

    FactReader(Statements statements, Knowledge knowledge) throws SQLException {
        this.statements = statements;
        this.artifacts = new ArtifactRows(statements);
        this.events = new EventReader(statements);
        this.asOf = Millis.asOf(knowledge);
        this.knownAt = Millis.knownAt(knowledge);
    }

    void forEachEvent(BiConsumer<? super FlowEvent, ? super Instant> consumer) throws SQLException {
        Group<Recorded> group = new Group<>(
                Recorded.ORDER, recorded -> consumer.accept(recorded.event(), Instant.ofEpochMilli(recorded.at())));
        for (long tool : artifacts.toolNumbers()) {
            for (ArtifactKind kind : ArtifactKind.values()) {
                statements.each(
                        EVENTS,
                        row -> {
                            ArtifactId artifact = group.of(row, artifacts);
                            group.add(new Recorded(row.getLong(5), events.read(row, 6, artifact)));
                        },
                        tool,
                        Codes.ARTIFACT_KIND.of(kind),
                        knownAt,
                        knownAt,
                        asOf);
            }
        }
        group.give();
    }

    void forEachLink(Consumer<? super Link> consumer) throws SQLException {
        Group<Link> group = new Group<>(LINK_ORDER, consumer);
        for (long tool : artifacts.toolNumbers()) {
            for (ArtifactKind kind : ArtifactKind.values()) {
                statements.each(
                        LINKS,
                        row -> {
                            ArtifactId from = group.of(row, artifacts);
                            group.add(new Link(
                                    from,
                                    artifacts.read(row, 5),
                                    row.getString(8),
                                    Codes.LINK_RULE.read(row.getInt(9))));
                        },
                        tool,
                        Codes.ARTIFACT_KIND.of(kind),
                        knownAt,
                        knownAt);
            }
        }
        group.give();
    }

    /** See {@link FactChanges#forEachLink}. */
    void forEachLink(Collection<ArtifactId> from, Consumer<? super Link> consumer) throws SQLException {
        List<ArtifactId> inOrder = from.stream().distinct().sorted().toList();
        for (int start = 0; start < inOrder.size(); start += Sql.LIST) {
            List<ArtifactId> some = inOrder.subList(start, Math.min(start + Sql.LIST, inOrder.size()));
            List<Link> links = new ArrayList<>();
            for (List<Long> list : Sql.lists(artifacts.numbers(some))) {
                links.addAll(statements.list(
                        LINKS_FROM + Sql.marks(list),
                        this::link,
                        Sql.values(List.of(knownAt, knownAt), list, List.of())));
            }
            links.sort(LINK_ORDER);
            links.forEach(consumer);
        }
    }

    /** See {@link FactChanges#forEachLinkTo}. */
    void forEachLinkTo(Collection<ArtifactId> to, Link.Rule rule, Consumer<? super Link> consumer) throws SQLException {
        // the rule is written out, so that the index of one rule serves
        String query = LINKS_FROM.replace("l.from_id IN ", "l.rule = " + Codes.LINK_RULE.of(rule) + " AND l.to_id IN ");
        for (List<Long> list : Sql.lists(artifacts.numbers(to))) {
            statements
                    .list(query + Sql.marks(list), this::link, Sql.values(List.of(knownAt, knownAt), list, List.of()))
                    .forEach(consumer);
        }
    }

    private Link link(ResultSet row) throws SQLException {
        return new Link(
                artifacts.read(row, 1), artifacts.read(row, 4), row.getString(7), Codes.LINK_RULE.read(row.getInt(8)));
    }

    void forEachLedgerEntry(Consumer<? super LedgerEntry> consumer) throws SQLException {
        new LedgerReader(statements, artifacts, knownAt).forEach(consumer);
    }

    List<LedgerEntry> gaps(Collection<String> scopes) throws SQLException {
        return new LedgerReader(statements, artifacts, knownAt).gapsOf(scopes);
    }

    Optional<ArtifactId> find(String key) throws SQLException {
        String folded = StoredText.folded(key);
        return Optional.ofNullable(new KeyFinder(statements, artifacts, events, knownAt)
                        .find(List.of(folded))
                        .get(folded))
                .map(Numbered::artifact);
    }

    Optional<Instant> foundGone(String key) throws SQLException {
        return statements
                .first(
                        "SELECT t.recorded_at FROM artifact_key k JOIN tombstone t ON t.artifact_id = k.artifact_id"
                                + " WHERE k.folded = ? AND " + Sql.known("t") + " ORDER BY t.recorded_at DESC LIMIT 1",
                        row -> row.getLong(1),
                        StoredText.folded(key),
                        knownAt,
                        knownAt)
                .map(Instant::ofEpochMilli);
    }

    List<ArtifactId> findAll(String key) throws SQLException {
        return new KeyFinder(statements, artifacts, events, knownAt)
                .findAll(StoredText.folded(key)).stream()
                        .map(Numbered::artifact)
                        .toList();
    }

    List<String> numbered(String name, int most) throws SQLException {
        return new KeyFinder(statements, artifacts, events, knownAt).numbered(StoredText.folded(name), most);
    }

    List<String> near(String key) throws SQLException {
        return new KeyFinder(statements, artifacts, events, knownAt).near(StoredText.folded(key));
    }

    StateCatalogue states() throws SQLException {
        List<StateDefinition> definitions = statements.list(
                "SELECT d.tool_id, d.state_id, d.name, d.category FROM state_definition d WHERE " + Sql.known("d")
                        + " ORDER BY d.id",
                row -> new StateDefinition(
                        artifacts.tool(row.getLong(1)), row.getString(2), row.getString(3), category(row.getString(4))),
                knownAt,
                knownAt);
        List<StateUse> uses = statements.list(
                "SELECT u.tool_id, u.project, u.state_id, u.state_name FROM state_use u WHERE " + Sql.known("u")
                        + " ORDER BY u.id",
                row -> new StateUse(
                        artifacts.tool(row.getLong(1)),
                        row.getString(2),
                        new NativeState(row.getString(3), row.getString(4))),
                knownAt,
                knownAt);
        return new StateCatalogue(definitions, uses);
    }

    private static @Nullable StateCategory category(@Nullable String key) {
        return key == null ? null : new StateCategory(key);
    }

    private record Recorded(long at, FlowEvent event) {
        static final Comparator<Recorded> ORDER = Comparator.comparing(Recorded::event, FlowEvent.ORDER);
    }

    /** Gathers the rows of one artifact, which stand together, and gives them in their order. */
    private static final class Group<T> {

        private final Comparator<? super T> order;
        private final Consumer<? super T> consumer;
        private final List<T> members = new ArrayList<>();
        private @Nullable ArtifactId artifact;
        private long number;

        Group(Comparator<? super T> order, Consumer<? super T> consumer) {
            this.order = order;
            this.consumer = consumer;
        }

        /** The artifact of the row, whose number and id are its first columns. Gives the members when it is another one. */
        ArtifactId of(ResultSet row, ArtifactRows artifacts) throws SQLException {
            long next = row.getLong(1);
            if (artifact == null || next != number) {
                give();
                number = next;
                artifact = artifacts.read(row, 2);
            }
            return artifact;
        }

        void add(T member) {
            members.add(member);
        }

        void give() {
            members.sort(order);
            members.forEach(consumer);
            members.clear();
        }
    }
}
