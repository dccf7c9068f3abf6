package dev.millrace.pseudonym;

import dev.millrace.model.Actor;
import dev.millrace.model.EventHeader;
import dev.millrace.model.EventId;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.Link;
import dev.millrace.model.LinkDecision;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Facts with the pseudonyms in them changed, also where an id or a relation holds one. The same fact always becomes the same, so that
 * reading it again adds nothing.
 */
public final class KeyedFacts {

    private final UnaryOperator<Actor> change;

    /** Changes every actor so. */
    public KeyedFacts(UnaryOperator<Actor> change) {
        this.change = change;
    }

    /** The event. */
    public FlowEvent event(FlowEvent event) {
        List<Actor> people = people(event);
        return people.isEmpty() ? event : event(event, header(event.header(), people));
    }

    /** The link: only a person's decision names anybody. */
    public Link link(Link link) {
        return LinkDecision.of(link)
                .map(made ->
                        new Link(link.from(), link.to(), text(link.relation(), List.of(made.actor())), link.rule()))
                .orElse(link);
    }

    /** The text with what the pseudonyms in it become. */
    public String text(String text, List<Actor> people) {
        String changed = text;
        for (Actor person : people) {
            changed = changed.replace(person.pseudonym(), change.apply(person).pseudonym());
        }
        return changed;
    }

    private EventHeader header(EventHeader header, List<Actor> people) {
        return new EventHeader(
                new EventId(text(header.id().value(), people)),
                header.artifact(),
                header.occurredAt(),
                header.sequence(),
                orNull(header.actor()));
    }

    private @Nullable Actor orNull(@Nullable Actor actor) {
        return actor == null ? null : change.apply(actor);
    }

    private static List<Actor> people(FlowEvent event) {
        List<Actor> people = new ArrayList<>();
        add(people, event.header().actor());
        if (event instanceof FlowEvent.AssigneeChanged e) {
            add(people, e.from());
            add(people, e.to());
        } else if (event instanceof FlowEvent.ReviewRequested e) {
            add(people, e.reviewer());
        }
        return people;
    }

    private static void add(List<Actor> people, @Nullable Actor person) {
        if (person != null) {
            people.add(person);
        }
    }

    private FlowEvent event(FlowEvent event, EventHeader header) {
        if (event instanceof FlowEvent.Created e) {
            return new FlowEvent.Created(header, e.state(), e.type());
        } else if (event instanceof FlowEvent.StateChanged e) {
            return new FlowEvent.StateChanged(header, e.from(), e.to());
        } else if (event instanceof FlowEvent.ResolutionChanged e) {
            return new FlowEvent.ResolutionChanged(header, e.from(), e.to());
        } else if (event instanceof FlowEvent.TypeChanged e) {
            return new FlowEvent.TypeChanged(header, e.from(), e.to());
        } else if (event instanceof FlowEvent.AssigneeChanged e) {
            return new FlowEvent.AssigneeChanged(header, orNull(e.from()), orNull(e.to()));
        } else if (event instanceof FlowEvent.Moved e) {
            return new FlowEvent.Moved(header, e.fromKey(), e.toKey());
        } else if (event instanceof FlowEvent.ParentChanged e) {
            return new FlowEvent.ParentChanged(header, e.from(), e.to());
        } else if (event instanceof FlowEvent.FlagChanged e) {
            return new FlowEvent.FlagChanged(header, e.raised());
        } else if (event instanceof FlowEvent.BlockerChanged e) {
            return new FlowEvent.BlockerChanged(header, e.blockerKey(), e.added());
        } else if (event instanceof FlowEvent.CommitAdded e) {
            return new FlowEvent.CommitAdded(header, e.sha(), e.authoredAt());
        } else if (event instanceof FlowEvent.ReviewRequested e) {
            return new FlowEvent.ReviewRequested(header, orNull(e.reviewer()));
        } else if (event instanceof FlowEvent.Reviewed e) {
            return new FlowEvent.Reviewed(header, e.verdict());
        } else if (event instanceof FlowEvent.StageRan e) {
            return new FlowEvent.StageRan(header, e.run());
        }
        throw new IllegalStateException("events of kind " + event.kind() + " cannot be given another header");
    }
}
