package org.herald;

import java.time.ZoneId;
import org.jetbrains.annotations.NotNull;

/**
 * How a person wants to be told by e-mail.
 *
 * @param language its code, such as en or fr; letters are in English where there are none in it
 * @param zone where the person's mornings are: a digest comes at eight
 */
public record NotificationSettings(@NotNull Mail mail, @NotNull String language, @NotNull ZoneId zone) {
    /** What somebody has who chose nothing. */
    public static final NotificationSettings USUAL = new NotificationSettings(Mail.EACH, "en", ZoneId.of("UTC"));

    /** How often. */
    public enum Mail {
        /** Each by itself, at once. */
        EACH,
        /** All of a day in one. */
        DIGEST,
        /** Only in the CMS. */
        NONE
    }
}
