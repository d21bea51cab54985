package org.herald.spi;

import org.jetbrains.annotations.NotNull;

/**
 * What a network is like.
 *
 * @param id as in {@link Network#ID}: lower-case letters
 * @param title as people call it
 * @param defaultServer offered when a profile is made; empty where there is no usual one
 * @param secretLabel what the admin is asked for: "App password", say; empty when there is nothing to ask
 * @param rehearsal true when nothing leaves this CMS
 */
public record NetworkTraits(
        @NotNull String id,
        @NotNull String title,
        @NotNull String defaultServer,
        @NotNull String secretLabel,
        @NotNull Idempotency idempotency,
        @NotNull Edit edit,
        @NotNull Cards cards,
        boolean rehearsal) {

    /** What protects against a double post. */
    public enum Idempotency {
        /** The server remembers a key, for a while, if it honours it at all. */
        KEY,
        /** The client chooses the record's id. */
        CLIENT_ID
    }

    /** What happens to a post that is changed. */
    public enum Edit {
        /** Readers see the change. */
        IN_PLACE,
        /** The record changes, readers may not see it. */
        IN_PLACE_HIDDEN
    }

    /** Who builds the preview of a link. */
    public enum Cards {
        /** The network, from the page that the text links to. */
        BY_SERVER,
        /** The client; the link need not be in the text. One embed per post: card or pictures. */
        BY_CLIENT
    }
}
