package dev.millrace.view.page;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The items of a report as a page has them: one list for each field, and words that repeat once, so that 20,000 items take little room.
 * Instants and lengths are whole seconds, instants since 1970 in UTC. What is absent is null, or -1 where a position is expected.
 *
 * @param zone the time zone of the report
 * @param asOf the instant of the report
 * @param left how many more items there are than the page holds
 * @param metrics what a reader can ask for
 * @param key what people call each item
 * @param title their titles
 * @param url where they can be looked at; {@code {k}} stands for the key and {@code {n}} for its number
 * @param cycle which of their cycles each is
 * @param project their projects
 * @param type their types
 * @param team their teams
 * @param service the services that they change
 * @param status where they stand
 * @param stage the stage that they are in; none once they stopped
 * @param state the state that decides that
 * @param week the ISO week in which they stopped
 * @param uses what they are counted in: 1 stopped, 2 done, 4 in progress
 * @param finding what is the matter with them
 * @param origin by whom they were written
 * @param handOff between whom those done went
 * @param created when their cycles began
 * @param start so long after their cycles began they were started
 * @param stop so long after that they stopped
 * @param flow by how much the flow time is less than from start to stop: a part of a second makes one
 * @param lead the same of the lead time, from the beginning of the cycle to the stop
 * @param efficiency in thousandths
 * @param why why there is no flow time, or no efficiency
 * @param active how long they were active
 * @param waiting how long they waited
 * @param places where a step can be: name, what it counts as, the rule that decides
 * @param parts the other artifacts
 * @param steps their timelines from the beginning of the cycle on: place, length and part by turns, in base 36; null where there was no
 *     room
 * @param spent where there is no timeline how long each was in each place: place and length by turns, in base 36; else null
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record ItemsData(
        String zone,
        long asOf,
        long left,
        List<MetricText> metrics,
        List<String> key,
        List<String> title,
        Words url,
        List<Integer> cycle,
        Words project,
        Words type,
        Words team,
        Sets service,
        Words status,
        Words stage,
        Words state,
        Words week,
        List<Integer> uses,
        Sets finding,
        Words origin,
        Sets handOff,
        List<Long> created,
        List<@Nullable Long> start,
        List<@Nullable Long> stop,
        List<@Nullable Long> flow,
        List<@Nullable Long> lead,
        List<@Nullable Long> efficiency,
        Words why,
        List<Long> active,
        List<Long> waiting,
        List<List<String>> places,
        List<Part> parts,
        List<@Nullable String> steps,
        List<@Nullable String> spent) {

    /**
     * A field whose values repeat.
     *
     * @param words the different values
     * @param at the position of each item's value
     */
    record Words(List<String> words, List<Integer> at) {}

    /**
     * Another artifact.
     *
     * @param kind what it is
     * @param key what people call it, if that is known
     * @param url the position of its address among the words of {@code url}
     */
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    @JsonPropertyOrder({"kind", "key", "url"})
    record Part(String kind, @Nullable String key, int url) {}

    /** A field with several values. */
    record Sets(List<List<String>> words, List<Integer> at) {}

    /**
     * A metric that items enter.
     *
     * @param id its name, as in {@code --why}
     * @param label what people call it
     * @param formula how it is computed
     * @param definition what is counted
     * @param use the bit of the items it is about
     * @param of the field that an item must have to enter, or null if all of them do
     */
    record MetricText(
            String id,
            String label,
            String formula,
            String definition,
            int use,
            @Nullable String of) {}
}
