package dev.millrace.derive.codec;

import dev.millrace.metrics.time.PastItem;
import dev.millrace.model.NativeState;
import dev.millrace.model.ToolInstance;
import dev.millrace.valuestream.ItemType;
import dev.millrace.valuestream.Origin;
import dev.millrace.valuestream.Stage;
import java.util.ArrayList;
import java.util.List;

/** Groups of past items as bytes. */
final class PastGroups {

    private static final ItemType[] TYPES = ItemType.values();
    private static final Origin[] ORIGINS = Origin.values();

    private PastGroups() {}

    static void write(PastGroup group, BinaryOutput out, Vocabulary vocabulary) {
        out.number(vocabulary.number(group.team()));
        out.text(group.services());
        PastItem past = group.past();
        out.number(vocabulary.number(past.project()));
        out.number(past.cycles().size());
        for (PastItem.Cycle cycle : past.cycles()) {
            out.number(Constants.number(cycle.type()));
            out.number(Constants.number(cycle.origin()));
            out.number(cycle.closed().size());
            for (PastItem.ClosedVisit visit : cycle.closed()) {
                out.number(vocabulary.number(visit.stage()));
                out.number(vocabulary.number(visit.tool()));
                out.number(vocabulary.number(visit.state()));
            }
        }
    }

    static PastGroup read(BinaryInput in, Dictionary dictionary) {
        String team = dictionary.getOrNull(in.integer(), String.class);
        String services = in.text();
        String project = dictionary.get(in.integer(), String.class);
        List<PastItem.Cycle> cycles = new ArrayList<>();
        for (int i = Dictionary.count(in); i > 0; i--) {
            ItemType type = Constants.get(TYPES, in.number());
            Origin origin = Constants.get(ORIGINS, in.number());
            List<PastItem.ClosedVisit> closed = new ArrayList<>();
            for (int k = Dictionary.count(in); k > 0; k--) {
                closed.add(new PastItem.ClosedVisit(
                        dictionary.get(in.integer(), Stage.class),
                        dictionary.get(in.integer(), ToolInstance.class),
                        dictionary.get(in.integer(), NativeState.class)));
            }
            cycles.add(new PastItem.Cycle(type, origin, closed));
        }
        return new PastGroup(team, services, new PastItem(project, cycles));
    }
}
