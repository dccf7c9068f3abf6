package dev.millrace.jira;

import dev.millrace.model.FlowEvent;
import dev.millrace.model.FlowEvent.StateChanged;
import dev.millrace.model.NativeState;
import java.util.ArrayList;
import java.util.List;

/**
 * What a changelog lacks although Jira says that it is whole: an issue that was imported, or whose changelog was cut, has a status that
 * no entry names.
 *
 * @param count how many entries are missing at least
 * @param unread what could not be read of entries that came
 * @param notes why it is known, for a person
 */
record MissingEntries(long count, List<String> unread, List<String> notes) {

    private static final int UNREAD_SHOWN = 3;

    MissingEntries {
        unread = List.copyOf(unread);
        notes = List.copyOf(notes);
    }

    /**
     * What is missing.
     *
     * @param changes the events of its changelog in the order in which they are read
     * @param shown the status that Jira shows now
     * @param done whether Jira calls that done
     * @param unread what could not be read
     */
    static MissingEntries of(List<FlowEvent> changes, NativeState shown, boolean done, List<String> unread) {
        List<String> notes = new ArrayList<>();
        unread.stream().limit(UNREAD_SHOWN).forEach(notes::add);
        NativeState last = null;
        long gaps = 0;
        for (FlowEvent event : changes) {
            if (event instanceof StateChanged change) {
                gaps += last != null && !change.from().sameAs(last) ? 1 : 0;
                last = change.to();
            }
        }
        if (gaps > 0) {
            notes.add("the changelog lacks changes of the status: " + gaps);
        }
        long missing = gaps;
        if (last != null && !last.sameAs(shown)) {
            notes.add("the changelog ends in another status than Jira shows");
            missing++;
        } else if (done && last == null) {
            notes.add("Jira shows it done, and the changelog has no entry of that");
            missing++;
        }
        return new MissingEntries(Math.max(missing, unread.size()), unread, notes);
    }
}
