package dev.millrace.view.item;

import dev.millrace.document.Document;
import dev.millrace.document.Document.Fact;
import dev.millrace.document.Document.Section;
import java.util.List;

/**
 * What every tool shows of an item: in Jira's issue panel, on a build's page, in the summary of a GitHub step. The same
 * facts, figures and sections in the same order, so that people in different tools see the same.
 */
public final class ItemPanel {

    private static final List<String> FACTS = List.of("Status", "Started", "Stopped", "As of");
    private static final List<String> SECTIONS = List.of("timeline", "division", "stages", "chain");

    private ItemPanel() {}

    /** The panel in the item's own tool, with its title. */
    public static Document own(ItemView item) {
        return of(item.document(), item.document().subtitle());
    }

    /**
     * The panel in any other tool: the key and no title, because titles do not leave their tool unasked.
     *
     * @param item the item
     * @param subtitle what that tool's own thing has to do with it, or empty
     */
    public static Document foreign(ItemView item, String subtitle) {
        return of(item.document(), subtitle);
    }

    private static Document of(Document whole, String subtitle) {
        List<Fact> facts = whole.facts().stream()
                .filter(fact -> FACTS.contains(fact.label()))
                .toList();
        List<Section> sections = whole.sections().stream()
                .filter(section -> SECTIONS.contains(section.id().replaceFirst("-\\d+$", "")))
                .toList();
        return new Document(whole.title(), subtitle, facts, whole.cards(), sections);
    }
}
