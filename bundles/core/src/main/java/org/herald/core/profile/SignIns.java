package org.herald.core.profile;

import static org.herald.core.repo.Names.*;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ValueMap;
import org.apache.sling.commons.crypto.CryptoService;
import org.herald.Profiles;
import org.herald.Rejection;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Persistence;
import org.herald.core.repo.Repository;
import org.herald.spi.Connection;
import org.herald.spi.Secret;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Code flows that were begun and not yet ended; each ends once, by who began it, within ten minutes. */
@Component(
        service = {SignIns.class, Runnable.class},
        property = {
            "scheduler.period:Long=900",
            "scheduler.concurrent:Boolean=false",
            "scheduler.runOn=LEADER",
            "scheduler.name=herald-sign-ins"
        })
public final class SignIns implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(SignIns.class);
    static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final int STATE_BYTES = 24;
    /** Of a candidate: its id, its title, and what it is. */
    private static final int WORDS = 3;

    private final Repository repository;
    private final CryptoService crypto;
    private final ProfileStore profiles;
    private final SecureRandom random = new SecureRandom();

    /**
     * What was begun.
     *
     * @param server where: the ticket and what a person comes back with are of no other
     * @param candidates the accounts to choose from; empty before there is a choice
     */
    record SignIn(String profileId, URI server, URI callback, Secret ticket, List<Connection.Candidate> candidates) {}

    @Activate
    public SignIns(
            @Reference Repository repository,
            @Reference(target = "(names=herald)") CryptoService crypto,
            @Reference ProfileStore profiles) {
        this.repository = repository;
        this.crypto = crypto;
        this.profiles = profiles;
    }

    String newState() {
        byte[] bytes = new byte[STATE_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    void keep(String state, String user, SignIn signIn) {
        try (ResourceResolver resolver = repository.open()) {
            Resource folder = Nodes.obtain(resolver, SIGN_INS, NT_FOLDER);
            forget(resolver, folder);
            Nodes.create(
                    folder,
                    Nodes.nameOf(state),
                    NT_FOLDER,
                    Map.of(
                            PN_PROFILE, signIn.profileId(),
                            PN_SERVER, signIn.server().toString(),
                            PN_CALLBACK, signIn.callback().toString(),
                            PN_BY, user,
                            PN_CREATED, Nodes.date(profiles.now()),
                            PN_CIPHERTEXT, crypto.encrypt(signIn.ticket().reveal()),
                            PN_CANDIDATES, words(signIn.candidates())));
            resolver.commit();
        } catch (PersistenceException e) {
            throw new IllegalStateException("cannot keep the sign-in", e);
        }
    }

    private void forget(ResourceResolver resolver, Resource folder) throws PersistenceException {
        for (Resource old : folder.getChildren()) {
            if (isOver(old.getValueMap())) {
                resolver.delete(old);
            }
        }
    }

    /** Forgets those that nobody ended: what a choice is kept with opens accounts. */
    @Override
    public void run() {
        try (ResourceResolver resolver = repository.open()) {
            Resource folder = resolver.getResource(SIGN_INS);
            if (folder != null) {
                forget(resolver, folder);
                if (resolver.hasChanges()) {
                    resolver.commit();
                }
            }
        } catch (PersistenceException e) {
            LOG.debug("They are forgotten another time", e);
        }
    }

    /** Reads one that goes on. */
    Optional<SignIn> look(String state, String user) {
        try (ResourceResolver resolver = repository.open()) {
            return Optional.ofNullable(node(resolver, state, user))
                    .map(Resource::getValueMap)
                    .filter(values -> !isOver(values))
                    .map(this::read);
        }
    }

    /** Nobody else's: whose it is can still end it. */
    private static Resource node(ResourceResolver resolver, String state, String user) {
        Resource node = resolver.getResource(SIGN_INS + "/" + Nodes.nameOf(state));
        return node != null && user.equals(Nodes.string(node.getValueMap(), PN_BY)) ? node : null;
    }

    private SignIn read(ValueMap values) {
        return new SignIn(
                Nodes.string(values, PN_PROFILE),
                URI.create(Nodes.string(values, PN_SERVER)),
                URI.create(Nodes.string(values, PN_CALLBACK)),
                new Secret(crypto.decrypt(Nodes.string(values, PN_CIPHERTEXT))),
                candidates(values.get(PN_CANDIDATES, new String[0])));
    }

    private static String[] words(List<Connection.Candidate> candidates) {
        return candidates.stream()
                .flatMap(one -> Stream.of(one.remoteId(), one.title(), one.kind()))
                .toArray(String[]::new);
    }

    private static List<Connection.Candidate> candidates(String[] words) {
        return IntStream.range(0, words.length / WORDS)
                .mapToObj(i -> i * WORDS)
                .map(i -> new Connection.Candidate(words[i], words[i + 1], words[i + 2]))
                .toList();
    }

    Optional<SignIn> take(String state, String user) {
        try (ResourceResolver resolver = repository.open()) {
            Resource node = node(resolver, state, user);
            if (node == null) {
                return Optional.empty();
            }
            boolean valid = !isOver(node.getValueMap());
            SignIn signIn = read(node.getValueMap());
            resolver.delete(node);
            resolver.commit();
            return valid ? Optional.of(signIn) : Optional.empty();
        } catch (PersistenceException e) {
            if (Persistence.isConflict(e)) {
                return Optional.empty(); // somebody came back with it at the same moment, and was first
            }
            throw new IllegalStateException("cannot end the sign-in", e);
        }
    }

    /** Keeps why one ended without an account, for who began it: the network sends a browser back, which can say little. */
    void refuse(String state, String user, String profileId, Rejection why) {
        try (ResourceResolver resolver = repository.open()) {
            SignInRefusals.keep(
                    Nodes.obtain(resolver, SIGN_INS, NT_FOLDER), state, user, profileId, profiles.now(), why);
            resolver.commit();
        } catch (PersistenceException e) {
            LOG.warn("The reason of a sign-in that was refused is not kept: {}", why.code(), e);
        }
    }

    /** Why it ended without an account. */
    Optional<Profiles.Refusal> refusal(String state, String user) {
        try (ResourceResolver resolver = repository.open()) {
            return SignInRefusals.read(resolver.getResource(SIGN_INS), state, user)
                    .filter(node -> !isOver(node.getValueMap()))
                    .map(SignInRefusals::refusal);
        }
    }

    private boolean isOver(ValueMap values) {
        return Nodes.instant(values, PN_CREATED)
                .map(at -> at.plus(LIFETIME).isBefore(profiles.now()))
                .orElse(true);
    }
}
