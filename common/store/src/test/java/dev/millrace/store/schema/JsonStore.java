package dev.millrace.store.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.codec.EventJson;
import dev.millrace.model.FlowEvent;
import dev.millrace.store.jdbc.Facts;
import dev.millrace.store.rows.AttributeText;
import dev.millrace.store.rows.Codes;
import dev.millrace.store.rows.EventDetails;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Turns what this version stores into what schemas up to 11 held: JSON. */
public final class JsonStore {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonStore() {}

    private interface Form {
        String of(byte[] text, int kind) throws JsonProcessingException;
    }

    /** Writes all details and attributes as JSON. */
    public static void make(Connection connection) throws SQLException, JsonProcessingException {
        change(
                connection,
                "SELECT id, detail, kind FROM event",
                "UPDATE event SET detail = ? WHERE id = ?",
                (text, kind) -> {
                    FlowEvent.Kind read = Codes.EVENT_KIND.read(kind);
                    ObjectNode json = MAPPER.createObjectNode();
                    EventJson.writeDetails(EventDetails.read(read, Facts.header(Facts.issue(1), "any", 0), text), json);
                    return MAPPER.writeValueAsString(json);
                });
        change(
                connection,
                "SELECT id, attributes, 0 FROM snapshot",
                "UPDATE snapshot SET attributes = ? WHERE id = ?",
                (text, kind) -> MAPPER.writeValueAsString(AttributeText.read(text)));
    }

    private static void change(Connection connection, String query, String update, Form form)
            throws SQLException, JsonProcessingException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query);
                PreparedStatement set = connection.prepareStatement(update)) {
            while (row.next()) {
                set.setString(1, form.of(row.getString(2).getBytes(StandardCharsets.UTF_8), row.getInt(3)));
                set.setLong(2, row.getLong(1));
                set.addBatch();
            }
            set.executeBatch();
        }
    }
}
