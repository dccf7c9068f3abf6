package dev.millrace.fake.jira;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.fake.Response;
import java.net.URI;
import java.time.Instant;
import java.util.function.Consumer;

/** What the fakes of both dialects can do, for tests that must hold for either. */
public interface JiraFake extends AutoCloseable {

    /** Where it is. */
    URI baseUrl();

    /** Adds an issue as REST v2 has it, with its changelog, or replaces the one with its id. */
    void put(ObjectNode issue);

    /** Changes an issue and sets its {@code updated} to the clock of the fake. */
    void change(String key, Consumer<ObjectNode> change);

    /** Deletes an issue without a trace, as Jira does. */
    void delete(String key);

    /** Sets its clock. */
    void setTime(Instant time);

    /** Answers a path below the API always so, such as {@code field}. */
    void answer(String path, Response answer);

    /** The writes to it. */
    FakeWrites writes();

    @Override
    void close();
}
