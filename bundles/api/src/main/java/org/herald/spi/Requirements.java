package org.herald.spi;

import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jetbrains.annotations.NotNull;

/**
 * What connecting a profile asks for. Holds no secret and no value of a configuration.
 *
 * @param asks what is typed where the admin is not sent to the network
 * @param how where the admin gets what is typed: a sentence or two for a person, in English
 * @param where the page for that at the network; empty where there is none for all
 * @param app what sending the admin to the network needs; empty where it needs nothing, or where nobody is sent there
 */
public record Requirements(
        @NotNull Set<Ask> asks, @NotNull String how, @NotNull Optional<URI> where, @NotNull Optional<App> app) {
    /** Copies the set. */
    public Requirements {
        asks = Set.copyOf(asks);
        Objects.requireNonNull(how);
        Objects.requireNonNull(where);
        Objects.requireNonNull(app);
    }

    /** Something that is typed. */
    public enum Ask {
        /** The address of the account's server, which has no sensible default. Asked for in a code flow, too. */
        SERVER,
        /** The name of the account, page or channel. */
        HANDLE,
        /** The name of the account, which tells who signs people in there. Asked for in a code flow, too, and may be left out in it. */
        ACCOUNT,
        /** The password, token or webhook address: {@link NetworkTraits#secretLabel()}. */
        SECRET
    }

    /**
     * An application of one's own at the network, by which people sign in.
     *
     * @param pid the OSGi configuration that it is entered in; empty where it is none, and {@code how} says where
     * @param missing the properties that are not set, by their names in the configuration; empty when people can sign in
     * @param how what to make at the network: a sentence or two for a person, in English
     * @param where the page for that
     */
    public record App(@NotNull String pid, @NotNull List<String> missing, @NotNull String how, @NotNull URI where) {
        /** Copies the list. */
        public App {
            Objects.requireNonNull(pid);
            missing = List.copyOf(missing);
            Objects.requireNonNull(how);
            Objects.requireNonNull(where);
        }
    }

    /** What is asked for by a connector that says nothing of it. */
    public static @NotNull Requirements usual(@NotNull NetworkTraits traits) {
        Set<Ask> asks = EnumSet.noneOf(Ask.class);
        if (traits.defaultServer().isEmpty() && !traits.rehearsal()) {
            asks.add(Ask.SERVER);
        }
        if (!traits.secretLabel().isEmpty()) {
            asks.addAll(Set.of(Ask.HANDLE, Ask.SECRET));
        }
        return new Requirements(asks, "", Optional.empty(), Optional.empty());
    }
}
