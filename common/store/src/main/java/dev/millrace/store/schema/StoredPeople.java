package dev.millrace.store.schema;

import dev.millrace.model.Actor;
import dev.millrace.model.Attribute;
import dev.millrace.model.BuildCause;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.Link;
import dev.millrace.pseudonym.KeyedFacts;
import dev.millrace.store.rows.Codes;
import dev.millrace.store.rows.Statements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Changes what a store says of people, inside one write transaction and with a bounded number of rows in memory. */
final class StoredPeople {

    private static final int AT_A_TIME = 2_000;
    private static final Pattern IN_DETAIL = Pattern.compile("\"pseudonym\":\"(" + Actor.FORM + ")\"");
    private static final Pattern IN_RELATION = Pattern.compile("decided \\S+ by (" + Actor.FORM + ")");

    /** Those that name people in their details, or in their ids whom they name as actor. */
    private static final String EVENTS = "SELECT e.id, e.local_id, e.detail, a.pseudonym FROM event e"
            + " LEFT JOIN actor a ON a.id = e.actor_id WHERE e.id > ? AND (e.kind IN ("
            + Codes.EVENT_KIND.of(FlowEvent.Kind.ASSIGNEE_CHANGED) + ", "
            + Codes.EVENT_KIND.of(FlowEvent.Kind.REVIEW_REQUESTED)
            + ") OR e.local_id LIKE '%' || a.pseudonym || '%') ORDER BY e.id LIMIT " + AT_A_TIME;

    private static final String DECISIONS = "SELECT id, relation FROM link WHERE rule IN ("
            + Codes.LINK_RULE.of(Link.Rule.CONFIRMED) + ", " + Codes.LINK_RULE.of(Link.Rule.REJECTED) + ")";

    private static final String CAUSES = "SELECT id, attributes FROM snapshot WHERE id > ? AND attributes LIKE '%\""
            + Attribute.CAUSES + "\":%' ORDER BY id LIMIT " + AT_A_TIME;

    private static final String SET_EVENT = "UPDATE event SET local_id = ?, detail = ? WHERE id = ?";
    private static final String SET_RELATION = "UPDATE link SET relation = ? WHERE id = ?";
    private static final String SET_ACTOR = "UPDATE actor SET pseudonym = ? WHERE id = ?";
    private static final String SET_ATTRIBUTES = "UPDATE snapshot SET attributes = ? WHERE id = ?";

    private record Text(long id, String text) {}

    private record Event(
            long id,
            String localId,
            String detail,
            @Nullable Actor actor) {}

    private record Person(long id, Actor actor) {}

    private final Statements statements;

    StoredPeople(Statements statements) {
        this.statements = statements;
    }

    /** Whether anybody is in the store. */
    boolean any() throws SQLException {
        return statements
                .first("SELECT id FROM actor LIMIT 1", row -> row.getLong(1))
                .isPresent();
    }

    /** Changes every pseudonym, wherever it stands. What reports have computed is thrown away, for it may hold some. */
    void change(UnaryOperator<Actor> change) throws SQLException {
        KeyedFacts facts = new KeyedFacts(change);
        events(facts);
        for (Text decision : statements.list(DECISIONS, StoredPeople::text)) {
            List<Actor> people = named(decision.text(), IN_RELATION);
            statements.addToBatch(SET_RELATION, facts.text(decision.text(), people), decision.id());
        }
        statements.runBatch(SET_RELATION);
        // after the events, whose ids are searched for what the actors were called
        for (Person person : statements.list("SELECT id, pseudonym FROM actor", StoredPeople::person)) {
            statements.addToBatch(SET_ACTOR, change.apply(person.actor()).pseudonym(), person.id());
        }
        statements.runBatch(SET_ACTOR);
    }

    /** Leaves of every sentence on what started a build the kind of cause. */
    void forgetSentences() throws SQLException {
        List<Text> page = statements.list(CAUSES, StoredPeople::text, 0L);
        while (!page.isEmpty()) {
            for (Text one : page) {
                SortedMap<String, List<String>> attributes = JsonForm.attributes(one.text());
                attributes.computeIfPresent(Attribute.CAUSES, (name, causes) -> BuildCause.words(causes));
                statements.addToBatch(SET_ATTRIBUTES, JsonForm.attributes(attributes), one.id());
            }
            statements.runBatch(SET_ATTRIBUTES);
            page = statements.list(
                    CAUSES, StoredPeople::text, page.get(page.size() - 1).id());
        }
    }

    private void events(KeyedFacts facts) throws SQLException {
        List<Event> page = statements.list(EVENTS, StoredPeople::event, 0L);
        while (!page.isEmpty()) {
            for (Event event : page) {
                List<Actor> inDetail = named(event.detail(), IN_DETAIL);
                List<Actor> people = new ArrayList<>(inDetail);
                if (event.actor() != null) {
                    people.add(event.actor());
                }
                statements.addToBatch(
                        SET_EVENT,
                        facts.text(event.localId(), people),
                        facts.text(event.detail(), inDetail),
                        event.id());
            }
            statements.runBatch(SET_EVENT);
            page = statements.list(
                    EVENTS, StoredPeople::event, page.get(page.size() - 1).id());
        }
    }

    private static Event event(ResultSet row) throws SQLException {
        String actor = row.getString(4);
        return new Event(row.getLong(1), row.getString(2), row.getString(3), actor == null ? null : someone(actor));
    }

    private static Person person(ResultSet row) throws SQLException {
        return new Person(row.getLong(1), someone(row.getString(2)));
    }

    private static Text text(ResultSet row) throws SQLException {
        return new Text(row.getLong(1), row.getString(2));
    }

    private static List<Actor> named(String text, Pattern where) {
        return where.matcher(text)
                .results()
                .map(found -> someone(found.group(1)))
                .toList();
    }

    /** Of what type does not matter to a pseudonym. */
    private static Actor someone(String pseudonym) {
        return new Actor(pseudonym, Actor.Type.UNKNOWN);
    }
}
