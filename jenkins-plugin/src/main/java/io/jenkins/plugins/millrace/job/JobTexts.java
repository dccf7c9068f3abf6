package io.jenkins.plugins.millrace.job;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The texts of {@code Messages.properties} in the language of whoever looks. Not escaped for any format. */
final class JobTexts {

    static final String BUNDLE = "io.jenkins.plugins.millrace.job.Messages";

    private final ResourceBundle texts;
    private final Locale locale;

    JobTexts(Locale locale) {
        this.locale = locale;
        this.texts = ResourceBundle.getBundle(
                BUNDLE,
                locale,
                JobTexts.class.getClassLoader(),
                // English for languages without a translation, whatever the controller's own language is
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** The text of that key with its arguments in place. */
    String of(String key, Object... arguments) {
        return new MessageFormat(texts.getString(key), locale).format(arguments);
    }
}
