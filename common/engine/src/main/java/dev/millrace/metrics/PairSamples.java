package dev.millrace.metrics;

import dev.millrace.model.Figure;
import dev.millrace.model.Reason;

/** Pairs of a part and its whole, kept so that their ratio can be resampled. */
public final class PairSamples {

    private final Samples parts = new Samples();
    private final Samples wholes = new Samples();

    /** The pairs in an order that does not depend on how they came. */
    public static final class Sorted {
        private final double[] part;
        private final double[] whole;

        private Sorted(double[] part, double[] whole) {
            this.part = part;
            this.whole = whole;
        }

        public double[] part() {
            return part;
        }

        public double[] whole() {
            return whole;
        }

        /** The sum of the parts by the sum of the wholes; unknown if that is nothing. */
        public Figure<Double> ratio() {
            double parts = 0;
            double wholes = 0;
            for (int i = 0; i < part.length; i++) {
                parts += part[i];
                wholes += whole[i];
            }
            return wholes == 0 ? new Figure.Unknown<>(Reason.of(Reason.Code.NO_ITEMS)) : Figure.of(parts / wholes);
        }
    }

    public void add(long part, long whole) {
        parts.addWhole(part);
        wholes.addWhole(whole);
    }

    public void addAll(PairSamples other) {
        parts.addAll(other.parts);
        wholes.addAll(other.wholes);
    }

    public Sorted sorted() {
        double[] part = parts.unsorted();
        double[] whole = wholes.unsorted();
        int[] order = IndexOrder.of(part.length, (one, other) -> {
            int byPart = Double.compare(part[one], part[other]);
            return byPart != 0 ? byPart : Double.compare(whole[one], whole[other]);
        });
        double[] sortedPart = new double[order.length];
        double[] sortedWhole = new double[order.length];
        for (int i = 0; i < order.length; i++) {
            sortedPart[i] = part[order[i]];
            sortedWhole[i] = whole[order[i]];
        }
        return new Sorted(sortedPart, sortedWhole);
    }
}
