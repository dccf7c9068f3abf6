package dev.millrace.store.jdbc;

import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.Knowledge;
import dev.millrace.model.Level;
import dev.millrace.model.Link;
import dev.millrace.store.ChangedFacts;
import dev.millrace.store.FactChanges;
import dev.millrace.store.FactMark;
import dev.millrace.store.rows.ArtifactRows;
import dev.millrace.store.rows.Codes;
import dev.millrace.store.rows.Database;
import dev.millrace.store.rows.Sql;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** FactChanges beside the tables of facts. */
final class JdbcFactChanges implements FactChanges {

    private static final int ISSUE = Codes.ARTIFACT_KIND.of(ArtifactKind.ISSUE);

    private static final String FAMILY = " FROM snapshot s JOIN artifact c ON c.id = s.artifact_id"
            + " JOIN artifact p ON p.id = s.parent_id WHERE c.kind = " + ISSUE + " AND p.kind = " + ISSUE;

    private static final String ONCE = " FROM past_parent h JOIN artifact c ON c.id = h.artifact_id"
            + " JOIN artifact p ON p.id = h.parent_id WHERE c.kind = " + ISSUE + " AND p.kind = " + ISSUE;

    /** Whether an issue is a part of another at one level hangs on that one, if that is of the standard level. */
    private static final String OF_STANDARD =
            " AND EXISTS (SELECT 1 FROM snapshot o WHERE o.artifact_id = h.parent_id AND o.level = "
                    + Codes.LEVEL.of(Level.STANDARD) + ")";

    private static final List<String> PARTS = List.of(
            "SELECT c.id" + FAMILY + " AND s.level = " + Codes.LEVEL.of(Level.SUB_TASK) + " AND s.parent_id IN ",
            "SELECT c.id" + ONCE + OF_STANDARD + " AND h.parent_id IN ");

    private static final List<String> PARENTS =
            List.of("SELECT p.id" + FAMILY + " AND s.artifact_id IN ", "SELECT p.id" + ONCE + " AND h.artifact_id IN ");

    private final Database database;
    private final AsOfReads reads;

    JdbcFactChanges(Database database, AsOfReads reads) {
        this.database = database;
        this.reads = reads;
    }

    @Override
    public Optional<FactMark> mark(Knowledge knowledge) {
        if (database.readOnly()) {
            return Optional.empty(); // nothing could be kept
        }
        return reads.at(knowledge, statements -> new FactMarks(statements, knowledge).mark());
    }

    @Override
    public Optional<ChangedFacts> changedSince(FactMark mark, Knowledge knowledge, int atMost) {
        Objects.requireNonNull(mark, "mark");
        return reads.at(knowledge, statements -> new FactMarks(statements, knowledge).since(mark, atMost));
    }

    @Override
    public void forEachLink(Collection<ArtifactId> from, Knowledge knowledge, Consumer<? super Link> consumer) {
        reads.at(knowledge, statements -> {
            new FactReader(statements, knowledge).forEachLink(from, consumer);
            return true;
        });
    }

    @Override
    public void forEachLinkTo(
            Collection<ArtifactId> to, Link.Rule rule, Knowledge knowledge, Consumer<? super Link> consumer) {
        reads.at(knowledge, statements -> {
            new FactReader(statements, knowledge).forEachLinkTo(to, rule, consumer);
            return true;
        });
    }

    @Override
    public Set<ArtifactId> families(Collection<ArtifactId> issues) {
        return database.read(statements -> {
            ArtifactRows artifacts = new ArtifactRows(statements);
            Set<ArtifactId> families = new HashSet<>(issues);
            Set<Long> numbers = new HashSet<>(artifacts.numbers(issues));
            // who was the part of whom decides about parts of parts, too, and all of them are told with their parents
            for (List<String> queries : List.of(PARTS, PARTS, PARENTS)) {
                Set<Long> more = new HashSet<>();
                for (List<Long> list : Sql.lists(numbers)) {
                    for (String query : queries) {
                        statements.list(query + Sql.marks(list), row -> more.add(row.getLong(1)), list.toArray());
                    }
                }
                numbers.addAll(more);
            }
            families.addAll(artifacts.of(numbers));
            return families;
        });
    }

    @Override
    public void forEachItem(
            Collection<ArtifactId> issues, Knowledge knowledge, Consumer<? super ItemHistory> consumer) {
        reads.at(knowledge, statements -> {
            new ItemReader(statements, knowledge).forEachItem(issues, consumer);
            return true;
        });
    }

    @Override
    public Set<String> keys(Collection<ArtifactId> artifacts) {
        return database.read(statements -> {
            Set<String> keys = new HashSet<>();
            for (List<Long> list : Sql.lists(new ArtifactRows(statements).numbers(artifacts))) {
                statements.list(
                        "SELECT folded FROM artifact_key WHERE artifact_id IN " + Sql.marks(list),
                        row -> keys.add(row.getString(1)),
                        list.toArray());
            }
            return keys;
        });
    }
}
