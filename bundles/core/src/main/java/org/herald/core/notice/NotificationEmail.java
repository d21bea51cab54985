package org.herald.core.notice;

import java.text.MessageFormat;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import org.herald.Notification;
import org.herald.NotificationSettings;

/** An e-mail in the language of its reader; in English where there are no letters in that one. Pure. */
record NotificationEmail(String subject, String text) {
    private static final int LONGEST = 150;

    static NotificationEmail of(List<Notification> notices, NotificationSettings settings, String cms) {
        ResourceBundle words = ResourceBundle.getBundle(
                "org.herald.core.notice.letters",
                Locale.forLanguageTag(settings.language()),
                NotificationEmail.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        DateTimeFormatter at = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(words.getLocale().equals(Locale.ROOT) ? Locale.UK : words.getLocale())
                .withZone(settings.zone());
        String subject = notices.size() == 1
                ? sentence(notices.get(0), words)
                : MessageFormat.format(words.getString("digest"), notices.size());
        String body = notices.stream()
                .map(notice -> paragraph(notice, words, at, cms))
                .collect(Collectors.joining("\n\n"));
        return new NotificationEmail(
                oneLine(subject),
                body + "\n\n-- \n" + words.getString("foot") + "\n" + cms + "/cms/herald/work.html\n");
    }

    private static String sentence(Notification notice, ResourceBundle words) {
        String pattern;
        try {
            pattern = words.getString(notice.what());
        } catch (MissingResourceException e) {
            pattern = words.getString("other");
        }
        return MessageFormat.format(pattern, notice.articleTitle(), notice.by());
    }

    private static String paragraph(Notification notice, ResourceBundle words, DateTimeFormatter at, String cms) {
        String note =
                notice.note().isBlank() ? "" : "\n\n  " + notice.note().strip().replace("\n", "\n  ");
        return sentence(notice, words) + " (" + at.format(notice.at()) + ")" + note + "\n\n" + cms + screen(notice);
    }

    /** Where something can be done about it. */
    private static String screen(Notification notice) {
        return notice.articlePath().isEmpty()
                ? "/cms/herald/profiles.html"
                : "/cms/herald/share.html" + notice.articlePath() + (isOfPosts(notice.what()) ? "#social" : "#review");
    }

    /** A title with a line break must not become a header of its own. */
    private static String oneLine(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }

    /** What became of a post, or waits for somebody: it is on the tab of posts. */
    private static boolean isOfPosts(String what) {
        return what.equals("FAILED") || what.equals("FORESEEN") || what.startsWith("POST_");
    }
}
