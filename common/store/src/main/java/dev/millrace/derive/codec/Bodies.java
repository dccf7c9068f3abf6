package dev.millrace.derive.codec;

import dev.millrace.flow.Completion;
import dev.millrace.flow.Delivery.DeliveredChange;
import dev.millrace.flow.Delivery.Deployment;
import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.delivery.BuildResult;
import dev.millrace.metrics.delivery.ProductionIncident;
import dev.millrace.metrics.origin.Automation;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.NativeState;
import dev.millrace.model.Workflow;
import dev.millrace.store.DerivedStore;
import dev.millrace.valuestream.Owner;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Encodes and decodes the bodies of derived rows. What repeats (states, stages, projects, tools) is a number of a dictionary that is
 * stored beside the rows; so are the groups of past items. Reading throws {@link DamagedRowException}. Not for concurrent use.
 */
public final class Bodies {

    private static final BuildResult.End[] ENDS = BuildResult.End.values();

    private final Vocabulary vocabulary = new Vocabulary();
    private final Dictionary dictionary = new Dictionary();
    private final List<PastGroup> groups = new ArrayList<>();
    private final Map<PastGroup, Integer> groupNumbers = new HashMap<>();
    private final FlowEncoder encoder = new FlowEncoder(vocabulary);
    private final Tokens tokens = new Tokens();
    private final BinaryOutput out = new BinaryOutput();
    private final BinaryInput in = new BinaryInput();
    private int storedGroups;

    /** With the words and groups that are stored. */
    public Bodies(List<byte[]> words, List<byte[]> groups) {
        words.forEach(word -> vocabulary.known(dictionary.define(word)));
        for (byte[] group : groups) {
            PastGroup read = Decoding.valid(() -> PastGroups.read(in.of(group), dictionary));
            groupNumbers.put(read, this.groups.size());
            this.groups.add(read);
        }
        storedGroups = this.groups.size();
    }

    /** Tells versions of the encoding apart. */
    public static String version() {
        return Integer.toHexString(Constants.order());
    }

    /** What was numbered since the last time; it must be stored with the rows that use it. */
    public DerivedStore.Words takeNew() {
        List<byte[]> encoded = new ArrayList<>();
        for (PastGroup group : groups.subList(storedGroups, groups.size())) {
            PastGroups.write(group, out, vocabulary);
            encoded.add(out.take());
        }
        int firstGroup = storedGroups;
        storedGroups = groups.size();
        List<byte[]> words = vocabulary.takeNew();
        words.forEach(dictionary::define);
        return new DerivedStore.Words(vocabulary.size() - words.size(), words, firstGroup, encoded);
    }

    /** The number of a group. */
    public int number(PastGroup group) {
        return groupNumbers.computeIfAbsent(group, unseen -> {
            groups.add(unseen);
            return groups.size() - 1;
        });
    }

    /** The group of that number. */
    public PastGroup group(int number) {
        if (number < 0 || number >= groups.size()) {
            throw BinaryInput.damaged("a group that is not stored");
        }
        return groups.get(number);
    }

    /** All cycles of an item; the same bytes as of two instants if nothing in them depends on the instant. */
    public byte[] flows(ArtifactId item, List<ItemFlow> flows) {
        encoder.begin(item);
        encoder.encode(flows, tokens);
        ItemHead.write(flows.get(0), encoder.artifacts(), out, vocabulary);
        tokens.writeTo(out);
        return out.take();
    }

    /**
     * The cycles of an item as of an instant, without chain and without what no report reads of the item.
     *
     * @param asOf the instant of the report
     */
    public List<ItemFlow> flows(ArtifactId item, byte[] body, Instant asOf) {
        return Decoding.valid(() -> {
            in.of(body);
            ItemHead.Head head = ItemHead.read(item, in, dictionary);
            return new FlowDecoder(in, dictionary, asOf).decode(head);
        });
    }

    /** An incident. */
    public byte[] incident(ProductionIncident incident) {
        Incidents.write(incident, out, vocabulary);
        return out.take();
    }

    /** The incident. */
    public ProductionIncident incident(byte[] body) {
        return Decoding.valid(() -> Incidents.read(in.of(body), dictionary));
    }

    /** A completion. */
    public byte[] completion(Completion completion) {
        out.number(vocabulary.number(completion.workflow().project()));
        out.number(vocabulary.number(completion.workflow().type()));
        Incidents.write(completion.since(), out);
        Instant until = completion.until();
        out.flag(until != null);
        if (until != null) {
            Incidents.write(until, out);
        }
        out.number(completion.through().size());
        completion.through().forEach(state -> out.number(vocabulary.number(state)));
        return out.take();
    }

    /** The completion of that issue. */
    public Completion completion(ArtifactId issue, byte[] body) {
        return Decoding.valid(() -> {
            in.of(body);
            String project = dictionary.get(in.integer(), String.class);
            String type = dictionary.getOrNull(in.integer(), String.class);
            Instant since = Incidents.instant(in);
            @Nullable Instant until = in.flag() ? Incidents.instant(in) : null;
            Set<NativeState> through = new LinkedHashSet<>();
            for (int i = Dictionary.count(in); i > 0; i--) {
                through.add(dictionary.get(in.integer(), NativeState.class));
            }
            return new Completion(new Workflow(issue.tool(), project, type), since, until, through);
        });
    }

    /** A build. */
    public byte[] build(BuildResult build) {
        out.text(build.key());
        out.text(build.url() == null ? null : build.url().toString());
        out.text(build.pipeline()); // no word: each pull request and branch has a job of its own
        out.number(vocabulary.number(build.result()));
        out.number(vocabulary.number(build.owner()));
        out.number(Constants.number(build.end()));
        Incidents.write(build.at(), out);
        return out.take();
    }

    /** The build of that id. */
    public BuildResult build(ArtifactId artifact, byte[] body) {
        return Decoding.valid(() -> {
            in.of(body);
            String key = in.text();
            String url = in.textOrNull();
            String pipeline = in.text();
            String result = dictionary.get(in.integer(), String.class);
            Owner owner = dictionary.get(in.integer(), Owner.class);
            BuildResult.End end = Constants.get(ENDS, in.number());
            return new BuildResult(
                    artifact,
                    key,
                    url == null ? null : URI.create(url),
                    pipeline,
                    end,
                    Incidents.instant(in),
                    result,
                    owner);
        });
    }

    /** What automation made. */
    public byte[] automation(Automation made) {
        AutomationBodies.write(made, out, vocabulary);
        return out.take();
    }

    /** What automation made, by its id. */
    public Automation automation(ArtifactId pullRequest, byte[] body) {
        return Decoding.valid(() -> AutomationBodies.read(pullRequest, in.of(body), dictionary));
    }

    /** A change of a service, and whose it is. */
    public byte[] change(String service, DeliveredChange change, Owner owner) {
        out.number(vocabulary.number(service));
        out.number(vocabulary.number(owner));
        DeliveryBodies.write(change, out, vocabulary);
        return out.take();
    }

    /** The number of an owner. */
    public int number(Owner owner) {
        return vocabulary.number(owner);
    }

    /** The owner of that number. */
    public Owner owner(int number) {
        return dictionary.get(number, Owner.class);
    }

    /** A change or deployment of a service, and whose it is. */
    public record Owned<T>(String service, T value, Owner owner) {}

    /** The change of that id. */
    public Owned<DeliveredChange> change(ArtifactId artifact, byte[] body) {
        return Decoding.valid(() -> {
            in.of(body);
            String service = dictionary.get(in.integer(), String.class);
            Owner owner = dictionary.get(in.integer(), Owner.class);
            return new Owned<>(service, DeliveryBodies.change(artifact, in, dictionary), owner);
        });
    }

    /** A deployment of a service, and whose it is. */
    public byte[] deployment(String service, Deployment deployment, Owner owner) {
        out.number(vocabulary.number(service));
        out.number(vocabulary.number(owner));
        DeliveryBodies.write(deployment, out, vocabulary);
        return out.take();
    }

    /** The deployment of that id. */
    public Owned<Deployment> deployment(ArtifactId artifact, byte[] body) {
        return Decoding.valid(() -> {
            in.of(body);
            String service = dictionary.get(in.integer(), String.class);
            Owner owner = dictionary.get(in.integer(), Owner.class);
            return new Owned<>(service, DeliveryBodies.deployment(artifact, in, dictionary), owner);
        });
    }
}
