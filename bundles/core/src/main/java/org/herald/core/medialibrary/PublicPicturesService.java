package org.herald.core.medialibrary;

import static org.herald.core.repo.Names.*;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.PublicPictures;
import org.herald.Rejection;
import org.herald.core.media.CardImage;
import org.herald.core.media.MediaFiles;
import org.herald.core.media.Rendition;
import org.herald.core.profile.Connectors;
import org.herald.core.repo.Article;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Names;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Repository;
import org.herald.spi.Limits;
import org.herald.spi.Media;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Addresses carry a signature over what they name, made with a key that never leaves the repository: nothing has to be
 * written when a page is read, and nothing can be asked for that Herald did not give out.
 */
@Component(service = {PublicPictures.class, PublicPicturesService.class})
public final class PublicPicturesService implements PublicPictures {
    private static final Logger LOG = LoggerFactory.getLogger(PublicPicturesService.class);
    private static final String CARD = "card";
    private static final int KEY_BYTES = 32;
    private static final int SIGNATURE_CHARS = 32;
    private static final int STATE_CHARS = 8;
    private static final int MOST = 60;
    private static final float LOAD = 0.75f;
    private static final Pattern ADDRESS =
            Pattern.compile("/([0-9a-f]{32})/([0-9a-f]{8})/([a-z]{1,20})(/.{1,2000})\\.(jpg|mp4|mov)");
    /** What the addresses of videos end with, by their types. */
    private static final Map<String, String> FILMS = Map.of("video/mp4", "mp4", "video/quicktime", "mov");

    private static final Limits.Pictures CARD_LIMITS = CardImage.SHAPE;

    private final Repository repository;
    private final Connectors connectors;
    private SecretKeySpec key;
    private final Map<String, Optional<Media>> made = new LinkedHashMap<>(MOST, LOAD, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<Media>> eldest) {
            return size() > MOST;
        }
    };

    @Activate
    public PublicPicturesService(@Reference Repository repository, @Reference Connectors connectors) {
        this.repository = repository;
        this.connectors = connectors;
    }

    /** Made at first use: at the start, the folder that it is kept in may not be there yet. */
    private synchronized SecretKeySpec key() {
        if (key == null) {
            key = new SecretKeySpec(HexFormat.of().parseHex(obtainKey(repository)), "HmacSHA256");
        }
        return key;
    }

    private static String obtainKey(Repository repository) {
        try (ResourceResolver resolver = repository.open()) {
            Resource root = resolver.getResource(Names.ROOT);
            if (root == null) {
                throw new IllegalStateException("there is no " + Names.ROOT + ": is Herald's repoinit applied?");
            }
            ModifiableValueMap values = root.adaptTo(ModifiableValueMap.class);
            if (values.get(PN_SIGNATURE_KEY) == null) {
                byte[] fresh = new byte[KEY_BYTES];
                new SecureRandom().nextBytes(fresh);
                values.put(PN_SIGNATURE_KEY, HexFormat.of().formatHex(fresh));
                resolver.commit();
            }
        } catch (PersistenceException e) {
            // another node of the cluster made one at the same moment: that one holds
        }
        try (ResourceResolver resolver = repository.open()) {
            return Nodes.string(resolver.getResource(Names.ROOT).getValueMap(), PN_SIGNATURE_KEY);
        }
    }

    /** Where the picture of an article's card is, without a host: its own picture, cut to shape, or one drawn. */
    public String card(Article article) {
        return address(CARD, article.path(), state(article)) + ".jpg";
    }

    /** What a card shows, as a short word. */
    private static String state(Article article) {
        return Nodes.nameOf(article.title(), article.siteTitle(), article.image())
                .substring(0, STATE_CHARS);
    }

    /**
     * Where a file is as a network takes it, without a host: a picture as JPEG, a video as it is.
     *
     * @param type the file's media type
     */
    public String file(String network, String path, String type) {
        return address(network, path, "00000000") + "." + FILMS.getOrDefault(type, "jpg");
    }

    private String address(String kind, String path, String state) {
        return PublicPictures.ROOT + "/" + urlSignature(kind, path, state) + "/" + state + "/" + kind
                + Articles.encode(path);
    }

    private String urlSignature(String kind, String path, String state) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key());
            byte[] urlSignature = mac.doFinal((kind + "\n" + path + "\n" + state).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(urlSignature).substring(0, SIGNATURE_CHARS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    @Override
    public Optional<Media> open(String address) {
        Matcher parts = ADDRESS.matcher(address);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String kind = parts.group(3);
        String path = parts.group(4);
        byte[] own = urlSignature(kind, path, parts.group(2)).getBytes(StandardCharsets.US_ASCII);
        if (!MessageDigest.isEqual(own, parts.group(1).getBytes(StandardCharsets.US_ASCII))) {
            return Optional.empty();
        }
        return FILMS.containsValue(parts.group(5)) ? film(kind, path) : make(kind, path, parts.group(2));
    }

    /** A video is large: it is read each time that a network asks, and by one after the other. */
    private synchronized Optional<Media> film(String network, String path) {
        try (ResourceResolver resolver = repository.open()) {
            return connectors
                    .network(network)
                    .flatMap(one -> made(
                            path,
                            MediaFiles.render(resolver, path, "", one.traits().published())))
                    .filter(Media::isVideo);
        }
    }

    /** One after the other: however many ask at once, a picture is made once, and memory is taken for one. */
    private synchronized Optional<Media> make(String kind, String path, String state) {
        try (ResourceResolver resolver = repository.open()) {
            if (CARD.equals(kind) && !mayShow(resolver, path, state)) {
                return Optional.empty();
            }
            String name = kind + path + "@" + changed(resolver, path);
            Optional<Media> known = made.get(name);
            if (known == null) {
                known = CARD.equals(kind) ? card(resolver, path) : file(resolver, kind, path);
                made.put(name, known);
            }
            return known;
        }
    }

    /**
     * Tells whether a card shows what readers know: the article is public, or still says what it said when the address
     * was given out. The title of a draft is nobody's to fetch by an old address.
     */
    private static boolean mayShow(ResourceResolver resolver, String path, String state) {
        try {
            return Articles.isPublic(resolver, path)
                    || state(Articles.read(resolver, path)).equals(state);
        } catch (Rejection gone) {
            return false;
        }
    }

    private static String changed(ResourceResolver resolver, String path) {
        Resource content = resolver.getResource(path + "/jcr:content");
        return content == null ? "" : content.getValueMap().get("jcr:lastModified", "");
    }

    private static Optional<Media> card(ResourceResolver resolver, String path) {
        try {
            Article article = Articles.read(resolver, path);
            Rendition own = article.image().isEmpty()
                    ? new Rendition.Unusable("")
                    : MediaFiles.picture(
                            resolver, article.image(), article.imageAlt(), CARD_LIMITS, CARD_LIMITS.maxBytes());
            return own instanceof Rendition.Made made
                    ? Optional.of(made.media())
                    : made(
                            path,
                            CardImage.draw(
                                    article.title(),
                                    article.siteTitle(),
                                    MediaFiles.background(resolver, Articles.siteImage(resolver, article.site())),
                                    CARD_LIMITS,
                                    CARD_LIMITS.maxBytes()));
        } catch (Rejection gone) {
            return Optional.empty();
        }
    }

    private Optional<Media> file(ResourceResolver resolver, String network, String path) {
        return connectors
                .network(network)
                .flatMap(one -> jpeg(resolver, one.traits().published().pictures(), path));
    }

    private static Optional<Media> jpeg(ResourceResolver resolver, Limits.Pictures limits, String path) {
        Limits.Pictures jpeg = new Limits.Pictures(
                limits.min(),
                limits.max(),
                limits.maxBytes(),
                limits.maxThumbnailBytes(),
                limits.maxEdge(),
                limits.ratios(),
                limits.maxAltLength(),
                Set.of("image/jpeg"));
        return made(path, MediaFiles.picture(resolver, path, "", jpeg, jpeg.maxBytes()));
    }

    private static Optional<Media> made(String path, Rendition rendition) {
        if (rendition instanceof Rendition.Made done) {
            return Optional.of(done.media());
        }
        LOG.info("No picture for {}: {}", path, ((Rendition.Unusable) rendition).why());
        return Optional.empty();
    }
}
