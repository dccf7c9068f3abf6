package io.jenkins.plugins.millrace.card;

import dev.millrace.buildcard.BuildCard;
import dev.millrace.buildcard.BuildCardHtml;
import dev.millrace.buildcard.BuildRecord;
import dev.millrace.buildcard.StageContext;
import dev.millrace.document.Markup;
import hudson.model.Action;
import hudson.model.Item;
import hudson.model.Run;
import io.jenkins.plugins.millrace.events.BuildEvents;
import io.jenkins.plugins.millrace.http.Answers;
import io.jenkins.plugins.millrace.http.LivePart;
import io.jenkins.plugins.millrace.hub.HubViews.Panels;
import io.jenkins.plugins.millrace.record.JobNow;
import io.jenkins.plugins.millrace.record.RecordJson;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.WebMethod;
import org.kohsuke.stapler.verb.GET;

/** The card on a build's page ({@code summary.jelly}) and the export beside it. Made for each request, kept nowhere. */
public final class MillraceRunAction implements Action {

    private static final Logger LOG = Logger.getLogger(MillraceRunAction.class.getName());

    private final Run<?, ?> run;
    private final Supplier<BuildRecord> build;
    private final Supplier<JobNow> now;
    private final Function<BuildRecord, StageContext> context;
    private final BiFunction<BuildRecord, JobNow, Panels> hub;
    private final Cards cards;
    private final InstantSource clock;

    MillraceRunAction(
            Run<?, ?> run,
            Supplier<BuildRecord> build,
            Supplier<JobNow> now,
            Function<BuildRecord, StageContext> context,
            BiFunction<BuildRecord, JobNow, Panels> hub,
            Cards cards,
            InstantSource clock) {
        this.run = run;
        this.build = build;
        this.now = now;
        this.context = context;
        this.hub = hub;
        this.cards = cards;
        this.clock = clock;
    }

    /** None: it is a card, not a link in the side panel. */
    @Override
    public @Nullable String getIconFileName() {
        return null;
    }

    @Override
    public String getDisplayName() {
        return "Millrace";
    }

    @Override
    public String getUrlName() {
        return "millrace";
    }

    /**
     * The card as HTML in which every text is escaped. Null for who may not read the job of now, and if the build cannot be read
     * at all, which must not cost the rest of Jenkins' page.
     */
    public @Nullable String getCard() {
        try {
            if (!run.hasPermission(Item.READ)) {
                return null;
            }
            BuildRecord record = build.get();
            Panels panels = panels(record);
            StageContext context = context(record);
            return cards.of(record, context, panels, () -> html(record, context, panels));
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Level.WARNING, e, () -> "Millrace: " + run + " cannot be shown");
            return null;
        }
    }

    private String html(BuildRecord record, StageContext context, Panels panels) {
        Markup out = new Markup();
        LivePart.open(out, record.result() == null ? "millrace/card" : null);
        BuildCardHtml.write(out, new BuildCard(record, clock.instant(), context), panels.items());
        if (!panels.note().isEmpty()) {
            out.element("p", panels.note(), "class", "millrace-signs");
        }
        out.closeLine();
        return out.done();
    }

    /**
     * {@code GET card}: the card alone, for the script that brings it up to date while the build runs. Needs the permission to read the job.
     *
     * @throws IOException if the reader went away
     */
    @GET
    public void doCard(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        run.checkPermission(Item.READ);
        Answers.part(request, response, getCard());
    }

    /** Never waits for the hub; that it cannot be asked does not cost the card. */
    private Panels panels(BuildRecord record) {
        try {
            return hub.apply(record, now.get());
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Level.WARNING, e, () -> "Millrace: the hub cannot be asked for " + run);
            return Panels.NONE;
        }
    }

    /** A summary that cannot be read does not cost the card. */
    private StageContext context(BuildRecord record) {
        try {
            return context.apply(record);
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Level.WARNING, e, () -> "Millrace: what is usual for the stages of " + run + " is not known");
            return StageContext.NONE;
        }
    }

    /**
     * {@code GET build.json}: what the card is made of, as it is kept beside the build. Needs the permission to read the job.
     *
     * @throws IOException if the reader went away
     */
    @GET
    @WebMethod(name = "build.json")
    public void doBuild(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        run.checkPermission(Item.READ);
        Answers.answer(request, response, "application/json", () -> RecordJson.write(build.get()));
    }

    /**
     * {@code GET events.ndjson}: the facts of this build as NDJSON events, for {@code millrace import}. Needs the
     * permission to read the job.
     *
     * @throws IOException if the reader went away
     */
    @GET
    @WebMethod(name = "events.ndjson")
    public void doEvents(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        if (!request.getRestOfPath().isEmpty()) {
            // Jenkins calls this for any address below the export as well.
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        run.checkPermission(Item.READ);
        response.setContentType("application/x-ndjson");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("X-Content-Type-Options", "nosniff");
        try (OutputStream out = response.getOutputStream()) {
            BuildEvents.write(build.get(), now.get(), Jenkins.get().getRootUrl(), out);
        }
    }
}
