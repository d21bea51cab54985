package org.herald.core.delivery;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.Attachment;
import org.herald.Visibility;
import org.herald.core.document.DocumentRecords;
import org.herald.core.media.CardImage;
import org.herald.core.media.MediaFiles;
import org.herald.core.media.Rendition;
import org.herald.core.medialibrary.PublicPicturesService;
import org.herald.core.profile.Connectors;
import org.herald.core.repo.Repository;
import org.herald.core.share.DeliveryItem;
import org.herald.core.share.Neighbours;
import org.herald.core.share.OutgoingPost;
import org.herald.core.share.ShareStore;
import org.herald.core.share.Whose;
import org.herald.spi.Account;
import org.herald.spi.Attempt;
import org.herald.spi.Card;
import org.herald.spi.Document;
import org.herald.spi.Documenter;
import org.herald.spi.Limits;
import org.herald.spi.Media;
import org.herald.spi.Network;
import org.herald.spi.NetworkTraits;
import org.herald.spi.Post;
import org.herald.spi.RemoteRef;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes the next part of a variant into a post, its files fit for the network. */
@Component(service = PostAssembler.class)
public final class PostAssembler {
    private final Connectors connectors;
    private final Repository repository;
    private final PublicPicturesService pictures;
    private final ShareStore shares;
    private final DocumentRecords documents;

    @Activate
    public PostAssembler(
            @Reference Connectors connectors,
            @Reference Repository repository,
            @Reference PublicPicturesService pictures,
            @Reference ShareStore shares,
            @Reference DocumentRecords documents) {
        this.pictures = pictures;
        this.shares = shares;
        this.documents = documents;
        this.connectors = connectors;
        this.repository = repository;
    }

    /** What was approved cannot be made into a post; the message tells a person why. */
    static final class Unsendable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unsendable(String why) {
            super(why);
        }
    }

    /** It cannot be made into a post now, and nobody knows why. */
    static final class Unready extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unready(RuntimeException cause) {
            super(cause);
        }
    }

    /** The part that is next, as far as looking it up needs. */
    static Post bare(DeliveryItem variant, Neighbours others) {
        Instant from = variant.mayBeThere() ? variant.tries().lookSince() : variant.createdAt();
        return start(variant, from)
                .attempt(attempt(variant, from).besides(others.held()).rivalled(others.rivals()))
                .build();
    }

    /** What the next part stands below: what is answered, or our own part before it; null for the post itself. */
    static OutgoingPost.Reply below(DeliveryItem item) {
        List<RemoteRef> refs = item.refs();
        return refs.isEmpty()
                ? item.dispatch().reply()
                : new OutgoingPost.Reply(refs.get(0), refs.get(refs.size() - 1), "");
    }

    private static Post.Builder start(DeliveryItem variant, Instant createdAt) {
        OutgoingPost dispatch = variant.dispatch();
        int part = variant.part();
        return Post.of(dispatch.keys().get(part), dispatch.parts().get(part), createdAt.plusMillis(part))
                .language(Locale.forLanguageTag(dispatch.language()))
                .visibility(Visibility.valueOf(dispatch.visibility()))
                .attempt(attempt(variant, createdAt));
    }

    /** A further part stands below the one before it. */
    private static Attempt attempt(DeliveryItem variant, Instant from) {
        Attempt attempt = Attempt.since(from).resuming(variant.tries().ticket());
        OutgoingPost.Reply reply = variant.dispatch().reply();
        List<RemoteRef> refs = variant.refs();
        if (!refs.isEmpty()) {
            return attempt.below(refs.get(refs.size() - 1), "");
        }
        return reply == null ? attempt.below(null, "") : attempt.below(reply.parent(), reply.to());
    }

    /**
     * The part that is next; card, pictures and video go with the first.
     *
     * @throws Unsendable when a person must change something
     * @throws Unready when something broke
     */
    Post of(DeliveryItem variant, Account account, Neighbours others) {
        try {
            return make(variant, account, others);
        } catch (Unsendable e) {
            throw e;
        } catch (RuntimeException e) {
            throw new Unready(e);
        }
    }

    private Post make(DeliveryItem variant, Account account, Neighbours others) {
        OutgoingPost dispatch = variant.dispatch();
        Post.Builder post = start(variant, variant.createdAt())
                .attempt(attempt(variant, variant.createdAt())
                        .besides(others.held())
                        .rivalled(others.rivals()));
        if (variant.part() > 0) {
            return post.build();
        }
        Network network = connectors.network(dispatch.network()).orElseThrow();
        Limits limits = network.limits(account);
        try (ResourceResolver resolver = repository.open()) {
            boolean sealed = !dispatch.contentHash().isEmpty();
            if (sealed && !dispatch.contentHash().equals(MediaFiles.contentHash(resolver, dispatch.files()))) {
                throw new Unsendable("A picture or video was changed since this was decided: look at it.");
            }
            if (dispatch.attachment() == Attachment.MEDIA) {
                post.media(media(resolver, dispatch, limits));
            }
            boolean card = network.traits().cards() == NetworkTraits.Cards.BY_CLIENT
                    && dispatch.attachment() == Attachment.CARD;
            if (card && !dispatch.link().isEmpty()) {
                post.card(new Card(
                        URI.create(dispatch.link()),
                        dispatch.cardTitle(),
                        dispatch.cardDescription(),
                        thumbnail(resolver, dispatch, limits.pictures()),
                        document(variant)));
            }
        }
        return post.build();
    }

    /** What the account's record of the article is to say, noted so that it is looked after from now on. */
    private Optional<Document> document(DeliveryItem variant) {
        OutgoingPost dispatch = variant.dispatch();
        DocumentRecords.Card card =
                new DocumentRecords.Card(URI.create(dispatch.link()), dispatch.cardTitle(), dispatch.cardDescription());
        return connectors
                .capability(dispatch.network(), Documenter.class)
                .flatMap(documenter -> shares.ask().whose(variant.path()))
                .map(Whose::article)
                .filter(article -> !article.isEmpty())
                .map(article ->
                        documents.note(article, dispatch.profileId(), dispatch.network(), card, variant.createdAt()));
    }

    /** A file that cannot be used stops the post: it never goes without what was approved. */
    private List<Media> media(ResourceResolver resolver, OutgoingPost dispatch, Limits limits) {
        return dispatch.media().stream()
                .map(file -> addressed(
                        made(MediaFiles.render(resolver, file.path(), file.alt(), limits)), file.path(), dispatch))
                .toList();
    }

    private Media addressed(Media media, String path, OutgoingPost dispatch) {
        return dispatch.link().isEmpty()
                ? media
                : media.at(URI.create(dispatch.link()).resolve(pictures.file(dispatch.network(), path, media.type())));
    }

    private static Media made(Rendition rendition) {
        if (rendition instanceof Rendition.Made made) {
            return made.media();
        }
        throw new Unsendable(((Rendition.Unusable) rendition).why());
    }

    /** The article's picture, else one that is drawn; a card goes without where neither can be made. */
    private static Optional<Media> thumbnail(ResourceResolver resolver, OutgoingPost dispatch, Limits.Pictures limits) {
        Rendition rendition = dispatch.image().isEmpty()
                ? CardImage.draw(
                        dispatch.cardTitle(),
                        dispatch.site(),
                        MediaFiles.background(resolver, dispatch.background()),
                        limits,
                        limits.maxThumbnailBytes())
                : MediaFiles.picture(resolver, dispatch.image(), "", limits, limits.maxThumbnailBytes());
        return rendition instanceof Rendition.Made made ? Optional.of(made.media()) : Optional.empty();
    }
}
