package dev.millrace.cli;

import dev.millrace.fake.jira.JiraDataCenterFake;
import dev.millrace.jira.RealData;
import java.io.IOException;
import java.nio.file.Path;

/** The real issues of two public Jiras, each served over HTTP by a Jira of its own. */
final class RealJira implements AutoCloseable {

    static final int APACHE_ISSUES = 117;
    static final int DURASPACE_ISSUES = 739;

    private static final String APACHE = "jira-seanalytics/apache";
    private static final String DURASPACE = "jira-seanalytics/duraspace";

    private final JiraDataCenterFake apache = JiraDataCenterFake.serving(RealData.folder(APACHE));
    private final JiraDataCenterFake duraspace = JiraDataCenterFake.serving(RealData.folder(DURASPACE));

    /** Where their data is absent the test is skipped and says so; in CI it fails. */
    static void needed() {
        RealData.folder(APACHE);
        RealData.folder(DURASPACE);
    }

    JiraDataCenterFake apache() {
        return apache;
    }

    JiraDataCenterFake duraspace() {
        return duraspace;
    }

    /** Millrace in a directory whose configuration names both. */
    Millrace configured(Path directory) throws IOException {
        return Millrace.in(directory).config("""
                        zone: Europe/Berlin
                        jira:
                          - id: apache
                            url: %s
                          - id: duraspace
                            url: %s
                        """.formatted(apache.baseUrl(), duraspace.baseUrl()));
    }

    @Override
    public void close() {
        apache.close();
        duraspace.close();
    }
}
