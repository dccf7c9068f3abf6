package io.jenkins.plugins.millrace.hub;

import dev.millrace.model.ToolInstance;
import hudson.Extension;
import hudson.model.Failure;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.millrace.events.BuildEvents;
import io.jenkins.plugins.millrace.outbox.OutboxLimits;
import io.jenkins.plugins.millrace.plugins.Plugins;
import io.jenkins.plugins.millrace.record.DeployRules;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * The section Millrace of the system configuration, {@code unclassified: millrace:} for Configuration as Code: the hub's address, and which
 * credential opens it; which stages deploy; whether builds are captured. Holds no secret. Has the outbox that is delivered there. What is
 * wrong is rejected by the setters, whoever calls them.
 */
@Extension
@Symbol("millrace")
public final class HubConfiguration extends GlobalConfiguration {

    private static final int RETENTION_DAYS = 30;
    private static final int MOST_DAYS = 3_650;

    private @Nullable String url;
    private @Nullable String credentialsId;
    private @Nullable String deployStages;
    private boolean captureOff;
    private int retentionDays;
    private boolean widget;
    private transient @Nullable BuildOutbox outbox;
    private transient @Nullable HubViews views;

    /** By Jenkins. */
    @SuppressWarnings("this-escape") // Jenkins asks for just this
    public HubConfiguration() {
        load();
    }

    /** The hub's address as it was typed; null or empty if there is no hub. */
    public @Nullable String getUrl() {
        return url;
    }

    /**
     * By the form, which is for administrators, and by Configuration as Code.
     *
     * @throws Failure if it is no address of a hub; the message repeats nothing of it
     */
    @DataBoundSetter
    public void setUrl(@Nullable String given) {
        String text = given == null ? "" : given.strip();
        if (!text.isEmpty()) {
            require(() -> HubTarget.address(text));
        }
        url = text;
        saved();
    }

    /** The id of a secret text in the credentials store. */
    public @Nullable String getCredentialsId() {
        return credentialsId;
    }

    /** By the form, which is for administrators. */
    @DataBoundSetter
    public void setCredentialsId(@Nullable String given) {
        credentialsId = given;
        saved();
    }

    /** Which stages deploy where, a rule a line as {@link DeployRules} describes; null or empty if names and Pipelines say it. */
    public @Nullable String getDeployStages() {
        return deployStages;
    }

    /**
     * By the form, which is for administrators, and by Configuration as Code.
     *
     * @throws Failure if a line is no rule
     */
    @DataBoundSetter
    public void setDeployStages(@Nullable String given) {
        String text = given == null ? "" : given.strip();
        require(() -> DeployRules.of(text));
        deployStages = text;
        saved();
    }

    /** Those rules; none if the stored ones cannot be read any more. */
    public DeployRules deployRules() {
        try {
            return deployStages == null ? DeployRules.NONE : DeployRules.of(deployStages);
        } catch (IllegalArgumentException e) {
            return DeployRules.NONE; // the form says so
        }
    }

    /** Whether builds are recorded when they end. */
    public boolean isCapture() {
        return !captureOff;
    }

    /** By the form, which is for administrators, and by Configuration as Code. */
    @DataBoundSetter
    public void setCapture(boolean capture) {
        captureOff = !capture;
        saved();
    }

    /** Whether views have a widget with the median times of their jobs. */
    public boolean isWidget() {
        return widget;
    }

    /** By the form, which is for administrators, and by Configuration as Code. */
    @DataBoundSetter
    public void setWidget(boolean shown) {
        widget = shown;
        saved();
    }

    /** For how many days what agents did is kept. */
    public int getRetentionDays() {
        return retentionDays == 0 ? RETENTION_DAYS : retentionDays;
    }

    /**
     * By the form, which is for administrators, and by Configuration as Code.
     *
     * @throws Failure if it is not from 1 to 3,650
     */
    @DataBoundSetter
    public void setRetentionDays(int days) {
        require(() -> days(days));
        retentionDays = days;
        saved();
    }

    private static void days(int days) {
        if (days < 1 || days > MOST_DAYS) {
            throw new IllegalArgumentException("the retention is a number of days from 1 to 3650, not " + days);
        }
    }

    /** For the form: says that a number of days is none while it is typed. */
    @POST
    public FormValidation doCheckRetentionDays(@QueryParameter String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return checkedDays(value);
    }

    static FormValidation checkedDays(String value) {
        try {
            days(Integer.parseInt(value.strip()));
            return FormValidation.ok();
        } catch (IllegalArgumentException e) {
            return FormValidation.error("enter a number of days from 1 to 3650");
        }
    }

    /** A wrong value as Jenkins shows it, on its page and in what Configuration as Code says. */
    private static void require(Runnable check) {
        try {
            check.run();
        } catch (IllegalArgumentException e) {
            throw new Failure(String.valueOf(e.getMessage()));
        }
    }

    private void saved() {
        save();
        outbox().targetChanged();
    }

    /** This controller's outbox. */
    synchronized BuildOutbox outbox() {
        BuildOutbox known = outbox;
        if (known == null) {
            known = new BuildOutbox(
                    Jenkins.get().getRootDir().toPath().resolve("millrace").resolve("outbox"),
                    OutboxLimits.DEFAULT,
                    this::target);
            outbox = known;
        }
        return known;
    }

    /** What the hub shows of builds. */
    public synchronized HubViews views() {
        HubViews known = views;
        if (known == null) {
            known = new HubViews(this::target, InstantSource.system());
            views = known;
        }
        return known;
    }

    /** Whether builds are to be sent to a hub. */
    boolean configured() {
        return url != null && !url.isBlank();
    }

    /**
     * A page of the hub; null if none is configured.
     *
     * @param path below its address, encoded
     */
    public @Nullable URI page(String path) {
        try {
            return url == null || url.isBlank() ? null : HubTarget.page(HubTarget.address(url), path);
        } catch (IllegalArgumentException e) {
            return null; // the form says so
        }
    }

    /** The hub; empty if none is configured, or if its token is not there. */
    Optional<HubTarget> target() {
        return target(url, credentialsId);
    }

    private static Optional<HubTarget> target(@Nullable String url, @Nullable String credentialsId) {
        if (url == null || url.isBlank() || credentialsId == null || !Plugins.secretTexts()) {
            return Optional.empty();
        }
        URI address;
        try {
            address = HubTarget.address(url);
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // the form says so
        }
        return HubTokens.find(credentialsId).map(token -> new HubTarget(address, token));
    }

    /** How many builds wait, as a sentence for the form. */
    public String getState() {
        return outbox().state();
    }

    /** Why the hub did not take the last ones; empty if it did. Hostile text. */
    public String getTrouble() {
        return outbox().trouble().orElse("");
    }

    /** For the form: says what is wrong with an address while it is typed. */
    @POST
    public FormValidation doCheckUrl(@QueryParameter String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return checked(value);
    }

    static FormValidation checked(String value) {
        if (value.isBlank()) {
            return FormValidation.ok();
        }
        try {
            return HubTarget.unprotected(HubTarget.address(value))
                    ? FormValidation.warning("without https, others on the network can read the token")
                    : FormValidation.ok();
        } catch (IllegalArgumentException e) {
            return FormValidation.error(String.valueOf(e.getMessage()));
        }
    }

    /** For the form: says which line is no rule while it is typed. */
    @POST
    public FormValidation doCheckDeployStages(@QueryParameter String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return checkedRules(value);
    }

    static FormValidation checkedRules(String value) {
        try {
            DeployRules.of(value);
            return FormValidation.ok();
        } catch (IllegalArgumentException e) {
            return FormValidation.error(String.valueOf(e.getMessage()));
        }
    }

    /** For the form: the secret texts that there are. */
    @POST
    public ListBoxModel doFillCredentialsIdItems() {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        ListBoxModel choices = new ListBoxModel();
        choices.add("- none -", "");
        if (Plugins.secretTexts()) {
            HubTokens.list(choices);
        }
        return choices;
    }

    /** For the form: posts a document without facts, which names this controller. */
    @POST
    public FormValidation doTestConnection(@QueryParameter String url, @QueryParameter String credentialsId)
            throws InterruptedException {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        if (url.isBlank()) {
            return FormValidation.error("there is no address to test");
        }
        Optional<HubTarget> hub = target(url, credentialsId);
        if (hub.isPresent()) {
            return asked(hub.get(), BuildEvents.tool(Jenkins.get().getLegacyInstanceId()));
        }
        return credentialsId.isBlank()
                ? FormValidation.error("select the secret text that holds the token")
                : FormValidation.error("the address is not valid, or there is no such secret text");
    }

    static FormValidation asked(HubTarget hub, ToolInstance controller) throws InterruptedException {
        String noFacts = "{\"millrace\":\"events/1\",\"tool\":\"" + controller + "\"}\n";
        Outcome outcome =
                new HubDelivery().deliver(hub.address(), hub.token(), noFacts.getBytes(StandardCharsets.UTF_8));
        if (outcome instanceof Outcome.Refused refused) {
            return FormValidation.error(refused.reason());
        } else if (outcome instanceof Outcome.Later later) {
            return FormValidation.error(later.reason());
        }
        return FormValidation.ok("The hub accepts the builds of this controller with this token.");
    }
}
