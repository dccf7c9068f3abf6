package io.jenkins.plugins.millrace.card;

import dev.millrace.buildcard.BuildRecord;
import dev.millrace.buildcard.StageContext;
import io.jenkins.plugins.millrace.hub.HubViews.Panels;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The cards of builds that have ended, as they were written last: a build of 10,000 nodes has a large one, which changes only if what is known of
 * the build, of its job or of its issues does. Who may read a card is asked before.
 */
final class Cards {

    private static final int CHARACTERS = 8 << 20;

    private record Card(BuildRecord build, StageContext context, Panels panels, String html) {
        /** The record is compared by what it is and not by what is in it: that is fast, and one that was read anew is a reason to write. */
        @SuppressWarnings("ReferenceEquality")
        boolean isOf(BuildRecord asked, StageContext around, Panels issues) {
            return build == asked && context.equals(around) && panels.equals(issues);
        }
    }

    private record Key(String job, int number, long scheduledAt) {}

    private final int most;

    /** The one asked for last stands last. Guarded by this. */
    private final Map<Key, Card> cards = new LinkedHashMap<>(16, 0.75f, true);

    /** Guarded by this. */
    private int characters;

    /** With room for some hundred builds. */
    Cards() {
        this(CHARACTERS);
    }

    /** With room for cards of so many characters in all. */
    Cards(int most) {
        this.most = most;
    }

    /**
     * The card as it was written last; written anew if something changed since, or the build has not ended.
     *
     * @param panels of its issues
     * @param write writes it
     */
    String of(BuildRecord build, StageContext context, Panels panels, Supplier<String> write) {
        if (build.result() == null) {
            return write.get();
        }
        Key key = new Key(build.job(), build.number(), build.scheduledAt().toEpochMilli());
        synchronized (this) {
            Card card = cards.get(key);
            if (card != null && card.isOf(build, context, panels)) {
                return card.html();
            }
        }
        String html = write.get();
        keep(key, new Card(build, context, panels, html));
        return html;
    }

    private synchronized void keep(Key key, Card card) {
        Card before = cards.put(key, card);
        characters += card.html().length() - (before == null ? 0 : before.html().length());
        Iterator<Card> oldest = cards.values().iterator();
        while (characters > most && oldest.hasNext()) {
            characters -= oldest.next().html().length();
            oldest.remove();
        }
    }
}
