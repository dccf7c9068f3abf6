package dev.millrace.demo;

import dev.millrace.buildcard.BuildCard;
import dev.millrace.buildcard.BuildCardHtml;
import dev.millrace.buildcard.BuildRecord;
import dev.millrace.document.Document;
import dev.millrace.document.HtmlRenderer;
import dev.millrace.document.Markup;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The card that the Jenkins plugin puts on a build's page, with the plugin's own style sheet, on a bare page in Jenkins' stead. */
final class JenkinsPage {

    private static final String PAGE = "jenkins-page.css";

    private JenkinsPage() {}

    static String render(BuildRecord build, BuildCard card, List<Document> items) {
        String css = read() + BuildCard.styleSheet();
        String title = build.job() + ' ' + build.displayName();
        Markup out = new Markup();
        HtmlRenderer.begin(out, css, null);
        out.element("title", title + " in Jenkins");
        out.style(css);
        out.closeLine().open("body");
        out.element("p", build.job().replace("/", " / "), "class", "crumbs");
        out.open("h1");
        String result = build.result() == null ? "running" : build.result().toLowerCase(Locale.ROOT);
        out.element("span", result, "class", "result " + result).text(" Build " + build.displayName());
        out.closeLine().open("main");
        BuildCardHtml.write(out, card, items);
        out.closeLine();
        out.element(
                "footer",
                "The card as the Millrace plugin renders it on a build's page; the page around it stands in for Jenkins.");
        out.close().closeLine();
        return out.done();
    }

    private static String read() {
        try (InputStream in = Objects.requireNonNull(JenkinsPage.class.getResourceAsStream(PAGE), PAGE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + PAGE, e);
        }
    }
}
