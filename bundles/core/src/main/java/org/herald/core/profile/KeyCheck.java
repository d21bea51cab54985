package org.herald.core.profile;

import static org.herald.core.repo.Names.*;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.commons.crypto.CryptoService;
import org.herald.core.notice.NotificationStore;
import org.herald.core.notice.People;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Persistence;
import org.herald.core.repo.Repository;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at each start whether the key is the one that the secrets were kept with: by something that was encrypted at the
 * first start, and by the secrets themselves. If it is not, the log, the profiles and the administrators' news say so.
 */
@Component(service = KeyCheck.class, immediate = true)
public final class KeyCheck {
    /** Why an account cannot be used, and what to do. */
    public static final String LOCKED =
            "Its password cannot be read: HERALD_KEY, or the file herald.key, is not the one that it was kept with."
                    + " Put that key back and start the CMS again, or connect the profile again.";
    /** What people are told: the kind of the notice. */
    static final String WRONG_KEY = "WRONG_KEY";
    /** Where what was encrypted at the first start lies. */
    static final String CANARY = ROOT + "/key";
    /** While it lasts, administrators are told no oftener. */
    static final Duration AGAIN = Duration.ofDays(1);

    private static final Logger LOG = LoggerFactory.getLogger(KeyCheck.class);
    private static final String WORD = "herald";
    private static final String PN_TOLD = "herald:told";
    private static final List<String> ADMINS = List.of("herald-admins");

    private final Repository repository;
    private final CryptoService crypto;
    private final NotificationStore notices;
    private final Clock clock;

    /** Looks at once. */
    @Activate
    public KeyCheck(
            @Reference Repository repository,
            @Reference(target = "(names=herald)") CryptoService crypto,
            @Reference NotificationStore notices) {
        this(repository, crypto, notices, Clock.systemUTC());
        try {
            look();
        } catch (RuntimeException e) {
            LOG.error("Whether the key is the right one could not be found out", e);
        }
    }

    KeyCheck(Repository repository, CryptoService crypto, NotificationStore notices, Clock clock) {
        this.repository = repository;
        this.crypto = crypto;
        this.notices = notices;
        this.clock = clock;
    }

    /** How a profile that cannot be used with this key fares. */
    public static String health(String title) {
        return "Profile “" + title + "”: " + LOCKED;
    }

    /** Tells whether the key is the right one, and whoever must know where it is not. */
    boolean look() {
        return Persistence.retry("look after the key", () -> {
            try (ResourceResolver resolver = repository.open()) {
                boolean right = look(resolver);
                if (resolver.hasChanges()) {
                    Persistence.commit(resolver, "look after the key");
                }
                return right;
            }
        });
    }

    private boolean look(ResourceResolver resolver) throws PersistenceException {
        Map<Resource, Boolean> secrets = secrets(resolver);
        secrets.forEach(KeyCheck::note);
        Resource canary = resolver.getResource(CANARY);
        boolean closed = secrets.containsValue(false);
        boolean known = canary != null && opens(canary);
        if (!closed && !known && (canary == null || !secrets.isEmpty())) {
            keep(resolver); // the first start, or all profiles were connected again with another key
            return true;
        }
        if (closed || !known) {
            say(resolver, (int) secrets.values().stream().filter(open -> !open).count());
            return false;
        }
        return true;
    }

    /** The profiles that have a secret, and whether the key opens it. */
    private Map<Resource, Boolean> secrets(ResourceResolver resolver) {
        Map<Resource, Boolean> secrets = new HashMap<>();
        Resource folder = resolver.getResource(PROFILES);
        if (folder != null) {
            StreamSupport.stream(folder.getChildren().spliterator(), false)
                    .filter(profile -> profile.getChild(NN_SECRET) != null)
                    .forEach(profile -> secrets.put(profile, isReadable(profile.getChild(NN_SECRET))));
        }
        return secrets;
    }

    private static void note(Resource profile, boolean open) {
        ModifiableValueMap values = profile.adaptTo(ModifiableValueMap.class);
        String locked = health(Nodes.string(values, PN_TITLE));
        boolean said = locked.equals(Nodes.string(values, PN_HEALTH));
        if (!open && !said) {
            values.put(PN_HEALTH, locked);
        } else if (open && said) {
            values.put(PN_HEALTH, "");
        }
    }

    private boolean isReadable(Resource secret) {
        try {
            return !crypto.decrypt(Nodes.string(secret.getValueMap(), PN_CIPHERTEXT))
                    .isEmpty();
        } catch (RuntimeException e) {
            return false; // whatever the library says: this key does not open it
        }
    }

    private boolean opens(Resource canary) {
        try {
            return WORD.equals(crypto.decrypt(Nodes.string(canary.getValueMap(), PN_CIPHERTEXT)));
        } catch (RuntimeException e) {
            return false; // whatever the library says: this key does not open it
        }
    }

    private void keep(ResourceResolver resolver) throws PersistenceException {
        ModifiableValueMap values = Nodes.obtain(resolver, CANARY, NT_FOLDER).adaptTo(ModifiableValueMap.class);
        values.put(PN_CIPHERTEXT, crypto.encrypt(WORD));
        values.remove(PN_TOLD);
    }

    private void say(ResourceResolver resolver, int profiles) throws PersistenceException {
        LOG.error(
                "HERALD_KEY, or the file herald.key in the CMS's home, is not the key that secrets were kept with ({} profiles cannot be used). Put that key back and start again, or connect the profiles again",
                profiles);
        Instant now = clock.instant();
        ModifiableValueMap values = Nodes.obtain(resolver, CANARY, NT_FOLDER).adaptTo(ModifiableValueMap.class);
        Instant told = Nodes.instant(values, PN_TOLD).orElse(Instant.EPOCH);
        if (told.plus(AGAIN).isBefore(now)) {
            values.put(PN_TOLD, Nodes.date(now));
            notices.add(
                    resolver,
                    People.in(resolver, ADMINS),
                    new NotificationStore.NotificationContent(WRONG_KEY, "", "", "HERALD_KEY", "herald", LOCKED));
        }
    }
}
