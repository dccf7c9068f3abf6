package dev.millrace.metrics;

import dev.millrace.model.Figure;
import dev.millrace.model.Reason;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts figures by state and reason. */
public final class OutcomeAccumulator implements Accumulator<Figure<?>, Outcomes, OutcomeAccumulator> {

    private final Map<FigureState, Map<Reason.Code, Long>> reasons = new EnumMap<>(FigureState.class);
    private long measured;
    private long open;

    @Override
    public void add(Figure<?> figure) {
        FigureState state = FigureState.of(figure);
        if (state == FigureState.MEASURED) {
            measured++;
        } else if (state == FigureState.OPEN) {
            open++;
        } else {
            figure.reason().ifPresent(reason -> count(state, reason.code(), 1));
        }
    }

    @Override
    public OutcomeAccumulator merge(OutcomeAccumulator other) {
        measured += other.measured;
        open += other.open;
        other.reasons.forEach((state, codes) -> codes.forEach((code, n) -> count(state, code, n)));
        return this;
    }

    @Override
    public Outcomes result() {
        List<Outcomes.Count> others = new ArrayList<>();
        reasons.forEach((state, codes) -> codes.forEach((code, n) -> others.add(new Outcomes.Count(state, code, n))));
        return new Outcomes(measured, open, others);
    }

    private void count(FigureState state, Reason.Code code, long n) {
        reasons.computeIfAbsent(state, key -> new EnumMap<>(Reason.Code.class)).merge(code, n, Long::sum);
    }
}
