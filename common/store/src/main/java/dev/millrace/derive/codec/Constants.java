package dev.millrace.derive.codec;

import dev.millrace.flow.Delivery;
import dev.millrace.flow.FlowRule;
import dev.millrace.flow.HandOff;
import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.delivery.BuildResult;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Level;
import dev.millrace.model.Reason;
import dev.millrace.model.SegmentKind;
import dev.millrace.valuestream.ItemType;
import dev.millrace.valuestream.Origin;
import dev.millrace.valuestream.OriginSignal;
import dev.millrace.valuestream.ProductionRule;
import dev.millrace.valuestream.StageKind;
import dev.millrace.valuestream.WaitingReason;
import java.util.Arrays;
import java.util.List;

/** Writes the constants of the model as their place in its order, and remembers that order, since another version may have another. */
final class Constants {

    private static final List<Enum<?>[]> ALL = List.of(
            ArtifactKind.values(),
            Level.values(),
            Reason.Code.values(),
            ItemType.values(),
            Origin.values(),
            OriginSignal.values(),
            ItemFlow.Status.values(),
            FlowRule.values(),
            SegmentKind.values(),
            HandOff.Kind.values(),
            StageKind.values(),
            WaitingReason.values(),
            FigureKind.values(),
            BuildResult.End.values(),
            ProductionRule.values(),
            Delivery.Outcome.values(),
            Delivery.Content.values(),
            Word.values());

    private Constants() {}

    /** The number that stands for a constant, as long as {@link #order} is the same. */
    @SuppressWarnings("EnumOrdinal") // the order is written with it
    static int number(Enum<?> constant) {
        return constant.ordinal();
    }

    /** The constant that a number stands for, or any other thing of a list. */
    static <T> T get(T[] all, long number) {
        if (number < 0 || number >= all.length) {
            throw BinaryInput.damaged("the number " + number + " where " + all.length + " are known");
        }
        return all[(int) number];
    }

    /** The same for the same constants in the same order. */
    static int order() {
        return ALL.stream().map(Arrays::toString).toList().hashCode();
    }
}
