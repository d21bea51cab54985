package org.herald.core.calendar;

import static org.herald.core.repo.Names.*;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.core.repo.Credentials;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Repository;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The one writer of feeds: whose they are, by a hash of the token that opens them. One for each person, until that person
 * has another password: whoever knows the old one may know the feed's address, too.
 */
@Component(service = FeedStore.class)
public final class FeedStore {
    private static final int BYTES = 32;

    private final Repository repository;
    private final SecureRandom random = new SecureRandom();

    @Activate
    public FeedStore(@Reference Repository repository) {
        this.repository = repository;
    }

    private static String hash(String token) {
        return Nodes.nameOf("feed", token);
    }

    boolean has(String user) {
        try (ResourceResolver resolver = repository.open()) {
            return find(resolver, user)
                    .map(mine ->
                            resolver.getResource(FEEDS + "/" + Nodes.string(mine.getValueMap(), PN_TRACKING_TOKEN)))
                    .flatMap(feed -> owner(resolver, feed))
                    .isPresent();
        }
    }

    private static Optional<Resource> find(ResourceResolver resolver, String user) {
        return Optional.ofNullable(resolver.getResource(FEEDS + "/" + Nodes.nameOf("user", user)));
    }

    /** Opens a feed, in place of the one before. Returns its word. */
    String open(String user) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        try (ResourceResolver resolver = repository.open()) {
            remove(resolver, user);
            String credential = Credentials.of(resolver, user)
                    .orElseThrow(() -> new IllegalStateException("somebody opens a feed who cannot sign in: " + user));
            Nodes.obtain(resolver, FEEDS, NT_FOLDER);
            Resource folder = resolver.getResource(FEEDS);
            Nodes.create(folder, Nodes.nameOf("user", user), NT_FOLDER, Map.of(PN_FEED_TOKEN, hash(token)));
            Nodes.create(folder, hash(token), NT_FOLDER, Map.of(PN_BY, user, PN_CREDENTIAL, credential));
            resolver.commit();
            return token;
        } catch (PersistenceException e) {
            throw new IllegalStateException("cannot keep the feed", e);
        }
    }

    private static void remove(ResourceResolver resolver, String user) throws PersistenceException {
        Optional<Resource> mine = find(resolver, user);
        if (mine.isPresent()) {
            Resource feed =
                    resolver.getResource(FEEDS + "/" + Nodes.string(mine.get().getValueMap(), PN_FEED_TOKEN));
            if (feed != null) {
                resolver.delete(feed);
            }
            resolver.delete(mine.get());
        }
    }

    void close(String user) {
        try (ResourceResolver resolver = repository.open()) {
            remove(resolver, user);
            resolver.commit();
        } catch (PersistenceException e) {
            throw new IllegalStateException("cannot end the feed", e);
        }
    }

    /** Whose feed it is; empty where there is none. */
    Optional<String> owner(String token) {
        try (ResourceResolver resolver = repository.open()) {
            return Optional.ofNullable(resolver.getResource(FEEDS + "/" + hash(token)))
                    .flatMap(feed -> owner(resolver, feed));
        }
    }

    private static Optional<String> owner(ResourceResolver resolver, Resource feed) {
        String user = Nodes.string(feed.getValueMap(), PN_BY);
        String then = Nodes.string(feed.getValueMap(), PN_CREDENTIAL);
        return user.isEmpty()
                        || !Credentials.of(resolver, user).filter(then::equals).isPresent()
                ? Optional.empty()
                : Optional.of(user);
    }
}
