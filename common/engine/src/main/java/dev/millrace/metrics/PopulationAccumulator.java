package dev.millrace.metrics;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts what a figure is about, and what is left out of it by the reason. */
public final class PopulationAccumulator implements Accumulator<LeftOut, Population, PopulationAccumulator> {

    private long offered;
    private long counted;
    private final Map<LeftOut, Long> leftOut = new EnumMap<>(LeftOut.class);

    /** One that the figures are about. */
    public void count() {
        offered++;
        counted++;
    }

    /** One that they are not about. */
    @Override
    public void add(LeftOut why) {
        add(why, 1);
    }

    /** So many that they are not about. */
    public void add(LeftOut why, long n) {
        if (n > 0) {
            offered += n;
            leftOut.merge(why, n, Long::sum);
        }
    }

    @Override
    public PopulationAccumulator merge(PopulationAccumulator other) {
        offered += other.offered;
        counted += other.counted;
        other.leftOut.forEach((why, n) -> leftOut.merge(why, n, Long::sum));
        return this;
    }

    @Override
    public Population result() {
        return new Population(offered, counted, new TreeMap<>(leftOut));
    }
}
