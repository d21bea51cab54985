package org.herald.core.collect;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.Attachment;
import org.herald.Finding;
import org.herald.Inbox;
import org.herald.InboxItem;
import org.herald.InboxPage;
import org.herald.InboxQuery;
import org.herald.Profile;
import org.herald.ProfileAction;
import org.herald.Rejection;
import org.herald.Rejection.Kind;
import org.herald.ReviewState;
import org.herald.Share;
import org.herald.TextCheck;
import org.herald.core.profile.Connectors;
import org.herald.core.profile.ProfileStore;
import org.herald.core.repo.Articles;
import org.herald.core.share.Access;
import org.herald.core.share.DeliveryQueue;
import org.herald.core.share.OutgoingPost;
import org.herald.core.share.ShareStore;
import org.herald.core.variant.Composer;
import org.herald.core.variant.PersonalVoice;
import org.herald.spi.Limits;
import org.herald.spi.Publisher;
import org.herald.spi.Responder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The inbox for a person: checks rights, and has the stores write. */
@Component(service = Inbox.class)
public final class InboxService implements Inbox {
    private static final int MAX_AT_ONCE = 100;

    private final InboxPages pages;
    private final InboxReviews reviews;
    private final InboxAnswers answers;
    private final ProfileStore profiles;
    private final Connectors connectors;
    private final DeliveryQueue queue;
    private final Clock clock;
    private final AnswerLimit limit = new AnswerLimit();

    @Activate
    public InboxService(
            @Reference InboxPages pages,
            @Reference InboxReviews reviews,
            @Reference InboxAnswers answers,
            @Reference ProfileStore profiles,
            @Reference Connectors connectors,
            @Reference DeliveryQueue queue) {
        this(pages, reviews, answers, profiles, connectors, queue, Clock.systemUTC());
    }

    InboxService(
            InboxPages pages,
            InboxReviews reviews,
            InboxAnswers answers,
            ProfileStore profiles,
            Connectors connectors,
            DeliveryQueue queue,
            Clock clock) {
        this.pages = pages;
        this.reviews = reviews;
        this.answers = answers;
        this.profiles = profiles;
        this.connectors = connectors;
        this.queue = queue;
        this.clock = clock;
    }

    @Override
    public InboxPage page(ResourceResolver caller, InboxQuery query) {
        Access.mustReview(caller);
        return pages.page(query, eyes(caller));
    }

    @Override
    public InboxItem get(ResourceResolver caller, String id) {
        Access.mustReview(caller);
        return existing(caller, id);
    }

    private InboxItem existing(ResourceResolver caller, String id) {
        return pages.find(id, eyes(caller)).orElseThrow(InboxNodes::unknown);
    }

    private InboxPages.InboxAccess eyes(ResourceResolver caller) {
        return new InboxSight(caller, connectors);
    }

    @Override
    public List<InboxItem> review(ResourceResolver caller, List<Seen> items, ReviewState state) {
        Access.mustReview(caller);
        if (items.isEmpty() || items.size() > MAX_AT_ONCE) {
            throw new Rejection(Kind.INVALID, "choose", "Choose 1 to " + MAX_AT_ONCE + " replies.");
        }
        items.forEach(item -> mustDecide(caller, existing(caller, item.id())));
        reviews.review(items, state);
        return items.stream().map(item -> existing(caller, item.id())).toList();
    }

    private void mustDecide(ResourceResolver caller, InboxItem item) {
        mustEdit(caller, item);
        if (!profiles.may(caller, item.profileId(), ProfileAction.REVIEW)) {
            throw Access.forbidden(ProfileAction.REVIEW);
        }
    }

    private static void mustEdit(ResourceResolver caller, InboxItem item) {
        if (!item.articlePath().isEmpty() && !Articles.mayEdit(caller, item.articlePath())) {
            throw new Rejection(
                    Kind.FORBIDDEN,
                    "articleForbidden",
                    "You may not change the article “" + item.articleTitle() + "”, so its comments are not yours.");
        }
    }

    @Override
    public TextCheck checkAnswer(ResourceResolver caller, String id, String text) {
        InboxItem item = get(caller, id);
        Profile profile = usable(caller, item);
        PersonalVoice speaker = new PersonalVoice(profile.voice(), Objects.toString(caller.getUserID(), ""));
        return Composer.check(text, addressed(profile, item, text), limits(profile), speaker);
    }

    /** The answer with the mention that goes before it: what the network counts. */
    private String addressed(Profile profile, InboxItem item, String text) {
        return connectors
                .capability(profile.network(), Responder.class)
                .flatMap(responder -> profiles.account(profile.id())
                        .map(account -> responder.addressed(account, text, item.authorHandle())))
                .orElse(text);
    }

    private Profile usable(ResourceResolver caller, InboxItem item) {
        mustEdit(caller, item);
        String site =
                item.articlePath().isEmpty() ? pages.site(item.id()) : Articles.siteOf(caller, item.articlePath());
        return Access.usable(profiles, caller, item.profileId(), ProfileAction.ANSWER, site);
    }

    private Limits limits(Profile profile) {
        return connectors
                .network(profile.network())
                .orElseThrow(() -> Access.notInstalled(profile))
                .limits(profiles.account(profile.id()).orElseThrow(() -> Access.notInstalled(profile)));
    }

    @Override
    public Share answer(ResourceResolver caller, Seen seen, String text) {
        InboxItem item = get(caller, seen.id());
        Profile profile = usable(caller, item);
        if (connectors.capability(profile.network(), Responder.class).isEmpty()) {
            throw new Rejection(Kind.CONFLICT, "noAnswers", "This network takes no answers: answer on its own site.");
        }
        checkAnswer(caller, seen.id(), text).findings().stream()
                .filter(Finding::blocks)
                .findFirst()
                .ifPresent(finding -> {
                    throw new Rejection(Kind.INVALID, finding.rule(), finding.message());
                });
        String path = item.articlePath().isEmpty() ? pages.site(seen.id()) : item.articlePath();
        String user = Objects.toString(caller.getUserID(), "");
        limit.count(user, clock.instant());
        InboxAnswers.Recorded recorded = answers.record(
                new InboxAnswers.Answer(seen, path, item.articleTitle(), user, dispatch(item, profile, text)));
        if (recorded.isNew()) {
            queue.add(profile.network(), ShareStore.path(recorded.shareId(), profile.id()));
        }
        return answers.readShare(recorded.shareId());
    }

    private OutgoingPost dispatch(InboxItem item, Profile profile, String text) {
        InboxAnswers.Addressee addressee = answers.addressee(item.id());
        return OutgoingPost.builder()
                .profileId(profile.id())
                .network(profile.network())
                .keys(List.of(connectors
                        .capability(profile.network(), Publisher.class)
                        .orElseThrow(() -> Access.notInstalled(profile))
                        .newKey(clock.instant())))
                .text(text.strip())
                .parts(List.of(text.strip()))
                .language(answers.language(item.articlePath()))
                .attachment(Attachment.NONE)
                .visibility(item.visibility().name())
                .reply(new OutgoingPost.Reply(addressee.root(), addressee.parent(), item.authorHandle()))
                .build();
    }
}
