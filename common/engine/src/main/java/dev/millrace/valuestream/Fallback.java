package dev.millrace.valuestream;

import dev.millrace.model.NativeState;
import dev.millrace.model.StateDefinition;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The default mapping for a stream with stages of its own: the stage that comes closest to what the default would say. */
final class Fallback implements StateMapping {

    private final List<Stage> stages;
    private final StateMapping standard = new DefaultStateMapping();

    Fallback(List<Stage> stages) {
        this.stages = List.copyOf(stages);
    }

    @Override
    public Optional<MappedStage> map(NativeState state, @Nullable StateDefinition definition) {
        return standard.map(state, definition).flatMap(mapped -> {
            Stage meant = mapped.stage();
            if (stages.contains(meant)) {
                return Optional.of(mapped);
            }
            return first(stage -> stage.id().equals(meant.id()) && stage.kind() == meant.kind())
                    .or(() -> first(stage -> stage.kind() == meant.kind() && stage.waitingFor() == meant.waitingFor()))
                    .or(() -> first(stage -> stage.kind() == meant.kind()))
                    .map(stage -> new MappedStage(stage, mapped.because(), true));
        });
    }

    private Optional<Stage> first(Predicate<Stage> is) {
        return stages.stream().filter(is).findFirst();
    }
}
