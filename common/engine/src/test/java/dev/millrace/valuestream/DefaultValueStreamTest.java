package dev.millrace.valuestream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.model.NativeState;
import dev.millrace.model.NativeType;
import dev.millrace.model.StateCategory;
import dev.millrace.model.StateDefinition;
import dev.millrace.model.ToolInstance;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefaultValueStreamTest {

    private final ValueStream stream = DefaultValueStream.create();

    @ParameterizedTest
    @CsvSource({
        "In Progress, in-progress",
        "In Development, in-progress",
        "Accepted, in-progress",
        "In Review, in-review",
        "Code Review, in-review",
        "Patch Available, in-review",
        "Ready for Review, in-review",
        "Waiting for Code Review, in-review",
        "Ready for QA, waiting-for-test",
        "To Test, waiting-for-test",
        "In Testing, in-test",
        "QA, in-test",
        "Pending Approval, waiting-for-approval",
        "Ready to Merge, waiting-for-merge",
        "Approved, waiting-for-merge",
        "Ready for Release, waiting-for-deploy",
        "Awaiting deployment, waiting-for-deploy",
        "Merged, waiting-for-deploy",
        "Blocked, blocked",
        "ON HOLD, blocked",
        "On-hold, blocked",
        "Ready, ready",
        "Selected for Development, ready",
        "More Details Needed, waiting",
        "Waiting for customer, waiting",
        "Testimonial writing, in-progress",
        "Blockchain work, in-progress",
    })
    void name_refines_what_is_indeterminate(String name, String stage) {
        assertThat(stageOf(name, StateCategory.INDETERMINATE))
                .map(mapped -> mapped.stage().id())
                .contains(stage);
    }

    @Test
    void new_stays_not_begun_whatever_its_name() {
        assertThat(stageOf("Ready for Review", StateCategory.NEW))
                .map(MappedStage::stage)
                .contains(DefaultStages.TO_DO);
    }

    @Test
    void done_with_a_name_that_means_rejected_is_cancelled_and_marked_as_guessed() {
        assertThat(stageOf("Rejected", StateCategory.DONE)).hasValueSatisfying(mapped -> {
            assertThat(mapped.stage()).isEqualTo(DefaultStages.CANCELLED);
            assertThat(mapped.guessed()).isTrue();
        });
        assertThat(stageOf("Closed", StateCategory.DONE))
                .map(MappedStage::stage)
                .contains(DefaultStages.DONE);
    }

    @Test
    void state_without_a_known_category_is_not_guessed_at() {
        assertThat(stream.mapping().map(new NativeState("7", "In Progress"), null))
                .isEmpty();
        assertThat(stageOf("In Progress", new StateCategory("something-new"))).isEmpty();
    }

    @Test
    void hostile_name_of_a_hundred_thousand_characters_is_mapped_in_no_time_worth_speaking_of() {
        assertThat(stageOf("ready to be ".repeat(10_000), StateCategory.INDETERMINATE))
                .isPresent();
    }

    @Test
    void resolution_that_means_not_delivered_is_recognised_regardless_of_case() {
        assertThat(stream.meansNotDelivered("WON'T FIX")).isTrue();
        assertThat(stream.meansNotDelivered("Fixed")).isFalse();
        assertThat(stream.meansNotDelivered(null)).isFalse();
    }

    @Test
    void type_nobody_named_is_unclassified_and_not_a_feature() {
        assertThat(stream.types().classify(new NativeType("1", "bug"))).isEqualTo(ItemType.DEFECT);
        assertThat(stream.types().classify(new NativeType("2", "New Feature"))).isEqualTo(ItemType.FEATURE);
        assertThat(stream.types().classify(new NativeType("3", "Task"))).isEqualTo(ItemType.UNCLASSIFIED);
        assertThat(stream.types().classify(null)).isEqualTo(ItemType.UNCLASSIFIED);
    }

    private Optional<MappedStage> stageOf(String name, StateCategory category) {
        StateDefinition definition = new StateDefinition(ToolInstance.jira("test"), "7", name, category);
        return stream.mapping().map(new NativeState("7", name), definition);
    }
}
