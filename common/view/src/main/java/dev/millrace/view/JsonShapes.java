package dev.millrace.view;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.millrace.flow.FlowTotals;
import dev.millrace.metrics.Explanation;
import dev.millrace.metrics.Explanation.Value;
import dev.millrace.metrics.ItemRef;
import dev.millrace.metrics.TimeStatistics;
import dev.millrace.metrics.TypeCounts;
import dev.millrace.metrics.delivery.DeliveryReport;
import dev.millrace.metrics.load.FlowDistribution;
import dev.millrace.metrics.load.FlowLoad;
import dev.millrace.metrics.load.FlowVelocity;
import dev.millrace.metrics.outlook.Forecast;
import dev.millrace.metrics.quality.GuessedMapping;
import dev.millrace.metrics.time.FlowEfficiency;
import dev.millrace.metrics.time.FlowTrend;
import dev.millrace.metrics.time.HandOffStatistics;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.Figure;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.Reason;
import dev.millrace.model.ToolInstance;
import dev.millrace.valuestream.ItemType;
import dev.millrace.valuestream.MappedStage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The records whose JSON is not simply their components: another name, another order, or a value that is computed. */
@SuppressWarnings("UnusedMethod") // Jackson reads the methods
final class JsonShapes {

    static final Map<Class<?>, Class<?>> ALL = Map.ofEntries(
            Map.entry(ItemRef.class, Item.class),
            Map.entry(TypeCounts.class, Counts.class),
            Map.entry(FlowDistribution.class, Shares.class),
            Map.entry(TimeStatistics.class, Incomplete.class),
            Map.entry(FlowEfficiency.class, Efficiency.class),
            Map.entry(FlowVelocity.class, Velocity.class),
            Map.entry(FlowLoad.class, Load.class),
            Map.entry(FlowLoad.AgedItem.class, Aged.class),
            Map.entry(FlowTotals.class, Totals.class),
            Map.entry(FlowTrend.Week.class, TrendWeek.class),
            Map.entry(HandOffStatistics.KindStatistics.class, HandOffs.class),
            Map.entry(GuessedMapping.class, Guessed.class),
            Map.entry(MappedStage.class, Mapped.class),
            Map.entry(Forecast.HowMany.class, HowMany.class),
            Map.entry(Forecast.HowLong.class, HowLong.class),
            Map.entry(DeliveryReport.Frequency.class, Frequency.class),
            Map.entry(DeliveryReport.Rate.class, Rate.class),
            Map.entry(Value.At.class, At.class),
            Map.entry(Value.Millis.class, Millis.class),
            Map.entry(Value.Count.class, Count.class),
            Map.entry(Value.Is.class, Is.class),
            Map.entry(Value.Word.class, Word.class),
            Map.entry(Explanation.Row.class, Row.class),
            Map.entry(Explanation.Exclusion.class, Exclusion.class),
            Map.entry(LedgerEntry.class, Gap.class));

    private JsonShapes() {}

    @JsonPropertyOrder({"id", "key", "cycle", "url"})
    private interface Item {
        @JsonProperty("id")
        ArtifactId artifact();
    }

    @JsonPropertyOrder("total")
    private interface Counts {
        @JsonProperty
        long total();

        @JsonAnyGetter
        Map<ItemType, Long> byType();
    }

    private interface Shares {
        @JsonSerialize(using = SharesSerializer.class)
        TypeCounts ofDone();

        @JsonSerialize(using = SharesSerializer.class)
        TypeCounts ofLoad();
    }

    private interface Incomplete {
        @JsonProperty("incompleteItems")
        long incomplete();
    }

    @JsonPropertyOrder({"ratio", "perItem", "active", "waiting", "elapsed", "outcomes", "fewItems", "smallPart"})
    private interface Efficiency extends Incomplete {
        @JsonProperty
        boolean fewItems();

        @JsonProperty
        boolean smallPart();
    }

    @JsonPropertyOrder({"done", "cancelled", "undated", "perFullWeek", "incompleteItems", "weeks"})
    private interface Velocity extends Incomplete {}

    @JsonPropertyOrder({"at", "items", "age", "incompleteItems", "timeInWindow", "oldest", "days"})
    private interface Load extends Incomplete {}

    private interface Aged {
        @JsonUnwrapped
        ItemRef item();
    }

    @JsonPropertyOrder("elapsed")
    private interface Totals {
        @JsonProperty
        Duration elapsed();
    }

    private interface TrendWeek {
        @JsonProperty("flowEfficiency")
        Figure<Double> efficiency();
    }

    private interface HandOffs {
        @JsonProperty("waitingMs")
        Duration total();
    }

    private interface Guessed {
        @JsonUnwrapped
        MappedStage mapped();
    }

    private interface Mapped {
        @JsonIgnore
        boolean guessed();
    }

    private interface HowMany {
        @JsonProperty("atLeastIn50")
        long in50();

        @JsonProperty("atLeastIn85")
        long in85();

        @JsonProperty("atLeastIn95")
        long in95();
    }

    private interface HowLong {
        @JsonProperty("weeksIn50")
        int in50();

        @JsonProperty("weeksIn85")
        int in85();

        @JsonProperty("weeksIn95")
        int in95();
    }

    @JsonPropertyOrder({"deployments", "daysWith", "days", "share", "daysPerFullWeek"})
    private interface Frequency {
        @JsonProperty
        double share();
    }

    private interface Rate {
        @JsonProperty("rate")
        Figure<Double> value();
    }

    private interface Gap {
        @JsonIgnore
        ToolInstance tool();
    }

    private interface At {
        @JsonValue
        Instant instant();
    }

    private interface Millis {
        @JsonValue
        long millis();
    }

    private interface Count {
        @JsonValue
        long n();
    }

    private interface Is {
        @JsonValue
        boolean yes();
    }

    private interface Word {
        @JsonValue
        String text();
    }

    private interface Row {
        @JsonUnwrapped
        ItemRef subject();
    }

    private interface Exclusion {
        @JsonUnwrapped
        ItemRef subject();

        @JsonProperty("reason")
        Reason why();
    }

    /** The share of each type instead of its count. */
    static final class SharesSerializer extends JsonSerializer<TypeCounts> {
        @Override
        public void serialize(TypeCounts counts, JsonGenerator json, SerializerProvider others) throws IOException {
            json.writeStartObject();
            json.writeNumberField("n", counts.total());
            for (ItemType type : ItemType.values()) {
                others.defaultSerializeField(type.text(), counts.share(type), json);
            }
            json.writeEndObject();
        }
    }
}
