package org.herald.core.profile;

import static org.herald.core.repo.Names.*;

import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.sling.api.resource.Resource;
import org.herald.Profile;
import org.herald.core.repo.Nodes;
import org.herald.spi.Account;
import org.herald.spi.Secret;

/** An account of which all but the secrets was read: each costs some milliseconds to open, and few questions need one. */
final class UnopenedAccount implements Account {
    private final Profile profile;
    private final String lesson;
    private final Supplier<Optional<Account>> open;

    /**
     * The account of a profile's node; empty where that has no secret. Of another server than was read, nothing is opened.
     *
     * @param open opens an account by the profile's id
     */
    static Optional<Account> of(Resource node, Profile profile, Function<String, Optional<Account>> open) {
        return SecretNodes.of(node).isEmpty()
                ? Optional.empty()
                : Optional.of(new UnopenedAccount(
                        profile, Nodes.string(node.getValueMap(), PN_LESSON), () -> open.apply(profile.id())
                                .filter(account -> account.server().equals(profile.server()))));
    }

    private UnopenedAccount(Profile profile, String lesson, Supplier<Optional<Account>> open) {
        this.profile = profile;
        this.lesson = lesson;
        this.open = open;
    }

    private Account opened() {
        return open.get()
                .orElseThrow(() -> new IllegalStateException(
                        "profile " + profile.id() + " is gone, or connected to another server"));
    }

    @Override
    public String profileId() {
        return profile.id();
    }

    @Override
    public URI server() {
        return profile.server();
    }

    @Override
    public String handle() {
        return profile.handle();
    }

    @Override
    public String remoteId() {
        return profile.remoteId();
    }

    @Override
    public Secret secret() {
        return opened().secret();
    }

    @Override
    public Optional<Secret> session() {
        return opened().session();
    }

    @Override
    public void keepSession(Secret session) {
        open.get().ifPresent(account -> account.keepSession(session));
    }

    @Override
    public Optional<Secret> renewSession(Secret stale, Supplier<Optional<Secret>> renewal) {
        return open.get().flatMap(account -> account.renewSession(stale, renewal));
    }

    @Override
    public String lesson() {
        return lesson;
    }

    @Override
    public void keepLesson(String fresh) {
        open.get().ifPresent(account -> account.keepLesson(fresh));
    }
}
