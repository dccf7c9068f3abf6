package dev.millrace.view;

import dev.millrace.document.Formats;
import dev.millrace.metrics.Population;
import java.util.stream.Collectors;

/** What became of everything that was offered to a figure, in words. */
final class PopulationText {

    private PopulationText() {}

    static String of(Population population) {
        return Formats.count(population.counted()) + " counted" + leftOut(population);
    }

    /** How many were left out for which reason, each behind a semicolon. */
    static String leftOut(Population population) {
        return population.leftOut().entrySet().stream()
                .map(out -> "; " + Formats.count(out.getValue()) + ' '
                        + out.getKey().label())
                .collect(Collectors.joining());
    }
}
