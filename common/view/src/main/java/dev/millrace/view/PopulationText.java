package dev.millrace.view;

import dev.millrace.document.Formats;
import dev.millrace.metrics.Population;
import java.util.stream.Collectors;

/** What became of everything that was offered to a figure, in words. */
final class PopulationText {

    private PopulationText() {}

    static String of(Population population) {
        String leftOut = leftOut(population);
        return Formats.items(population.counted()) + (leftOut.isEmpty() ? "" : " (" + leftOut + ')');
    }

    /** How many were left out for which reason; empty if none was. */
    static String leftOut(Population population) {
        return population.leftOut().entrySet().stream()
                .map(out -> Formats.count(out.getValue()) + ' ' + out.getKey().label())
                .collect(Collectors.joining("; "));
    }
}
