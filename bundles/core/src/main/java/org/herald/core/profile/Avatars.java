package org.herald.core.profile;

import static org.herald.core.repo.Names.*;
import static org.herald.core.repo.Nodes.values;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.Profile;
import org.herald.core.media.Focus;
import org.herald.core.media.Pictures;
import org.herald.core.media.Rendition;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Persistence;
import org.herald.core.repo.Repository;
import org.herald.spi.Limits;
import org.herald.spi.Media;
import org.herald.spi.RemotePictures;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the pictures of accounts: fetched once when a profile is connected or tested, written anew as a small square, and
 * shown from here, so that no network learns who looks. The one writer of them.
 */
@Component(service = Avatars.class)
public final class Avatars {
    private static final Logger LOG = LoggerFactory.getLogger(Avatars.class);
    /** Networks show pictures of some hundred kilobytes; what is larger is not fetched. */
    private static final int MOST_BYTES = 4_000_000;
    /** Twice what a screen shows, for those with fine pixels. */
    private static final int EDGE = 128;

    private static final Limits.Pictures SQUARE =
            new Limits.Pictures(0, 1, 100_000, 0, EDGE, new Limits.Ratios(1, 1), 0, Set.of("image/png", "image/jpeg"));

    private final Repository repository;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile RemotePictures pictures;

    @Activate
    public Avatars(@Reference Repository repository) {
        this.repository = repository;
    }

    Avatars(Repository repository, RemotePictures pictures) {
        this.repository = repository;
        this.pictures = pictures;
    }

    /** Fetches the picture of a profile; where that fails, it keeps the one it has. Tells whether it has another now. */
    boolean take(String profile, URI address) {
        RemotePictures network = pictures;
        if (network == null) {
            return false;
        }
        Optional<Rendition> fetched = network.fetch(address, MOST_BYTES)
                .map(Pictures::open)
                .map(source -> source.render("", Focus.MIDDLE, SQUARE, SQUARE.maxBytes()));
        if (fetched.isPresent() && fetched.get() instanceof Rendition.Made made) {
            return keep(profile, made.media());
        }
        LOG.info("The picture of profile {} could not be had: its initials are shown", profile);
        return false;
    }

    private boolean keep(String profile, Media picture) {
        byte[] bytes = picture.bytes();
        String word =
                Nodes.nameOf(new String(bytes, StandardCharsets.ISO_8859_1)).substring(0, 12);
        String what = "keep the picture of profile " + profile;
        return Persistence.retry(what, () -> {
            try (ResourceResolver resolver = repository.open()) {
                Resource node = resolver.getResource(PROFILES + "/" + profile);
                if (node == null || Nodes.string(node.getValueMap(), PN_AVATAR).equals(word)) {
                    return false;
                }
                write(node, picture, word);
                Persistence.commit(resolver, what);
                return true;
            }
        });
    }

    private static void write(Resource profile, Media picture, String word) throws PersistenceException {
        Resource node = Nodes.obtain(profile.getResourceResolver(), profile.getPath() + "/" + NN_AVATAR, NT_FOLDER);
        ModifiableValueMap values = values(node);
        values.put(PN_TYPE, picture.type());
        values.put(PN_MEDIA, picture.open());
        values(profile).put(PN_AVATAR, word);
    }

    /** The picture of a profile, for who may see that; empty where it has none. */
    Optional<Media> of(Profile profile) {
        if (profile.avatar().isEmpty()) {
            return Optional.empty();
        }
        try (ResourceResolver resolver = repository.open()) {
            Resource node = resolver.getResource(PROFILES + "/" + profile.id() + "/" + NN_AVATAR);
            return node == null ? Optional.empty() : read(node);
        }
    }

    private static Optional<Media> read(Resource node) {
        try (InputStream stream = node.getValueMap().get(PN_MEDIA, InputStream.class)) {
            String type = Nodes.string(node.getValueMap(), PN_TYPE);
            return stream == null || !SQUARE.types().contains(type)
                    ? Optional.empty()
                    : Optional.of(new Media(stream.readAllBytes(), type, "", EDGE, EDGE));
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + node.getPath(), e);
        }
    }
}
