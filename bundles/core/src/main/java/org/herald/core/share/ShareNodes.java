package org.herald.core.share;

import static org.herald.core.repo.Names.*;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ValueMap;
import org.herald.Attachment;
import org.herald.MediaFile;
import org.herald.Share;
import org.herald.Variant;
import org.herald.VariantState;
import org.herald.Visibility;
import org.herald.core.budget.Holdings;
import org.herald.core.repo.Articles;
import org.herald.core.repo.DueIndex;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.WebAddress;
import org.herald.spi.Reason;
import org.herald.spi.RemoteRef;

/** How shares stand in the repository: records from nodes, and properties from records. */
final class ShareNodes {
    private ShareNodes() {}

    /** Which move of a variant somebody sees. */
    static SeenPost seen(String profileId, ValueMap values) {
        String turn = Nodes.string(values, PN_TURN);
        Instant at = Nodes.instant(values, PN_CREATED).orElse(Instant.EPOCH);
        return state(values) == VariantState.SUBMITTED
                ? SeenPost.submitted(turn, dispatch(profileId, values), at)
                : new SeenPost(turn, at);
    }

    /** What stands in a variant that waits for a time. */
    static Map<String, Object> planned(Instant at) {
        return Map.of(
                PN_CREATED,
                Nodes.date(at),
                PN_NOT_BEFORE,
                Nodes.date(at),
                PN_DEADLINE,
                Nodes.date(at.plus(ShareStore.LATE)),
                PN_MINUTES,
                DueIndex.minutes(List.of(at)),
                PN_DAYS,
                DueIndex.days(List.of(at)));
    }

    /** Notes the minute at which something is to be done for a variant; none where a person decides, or nobody. */
    static void await(ModifiableValueMap values, VariantState state) {
        Instant at = Nodes.instant(values, PN_NOT_BEFORE).orElse(Instant.EPOCH);
        if (state == VariantState.PLANNED || !state.isSettled() && at.isBefore(DeliveryItem.NEVER)) {
            values.put(PN_MINUTES, DueIndex.minutes(List.of(at)));
        } else {
            values.remove(PN_MINUTES);
        }
    }

    /** As it is stored first: queued, or planned for a time. */
    static Map<String, Object> properties(OutgoingPost dispatch, Instant now, Instant at) {
        Map<String, Object> values = new HashMap<>();
        values.put(PN_NETWORK, dispatch.network());
        values.put(PN_KEYS, dispatch.keys().toArray(String[]::new));
        values.put(PN_TEXT, dispatch.text());
        values.put(PN_PARTS, dispatch.parts().toArray(String[]::new));
        values.put(PN_LANGUAGE, dispatch.language());
        values.put(PN_ATTACHMENT, dispatch.attachment().name());
        values.put(PN_LINK, dispatch.link());
        if (!dispatch.trackingToken().isEmpty()) {
            values.put(PN_TRACKING_TOKEN, dispatch.trackingToken());
        }
        values.put(PN_CARD_TITLE, dispatch.cardTitle());
        values.put(PN_CARD_DESCRIPTION, dispatch.cardDescription());
        values.put(PN_IMAGE, dispatch.image());
        values.put(PN_SITE_TITLE, dispatch.site());
        values.put(PN_BACKGROUND, dispatch.background());
        values.put(PN_MEDIA, dispatch.media().stream().map(MediaFile::path).toArray(String[]::new));
        values.put(PN_MEDIA_ALTS, dispatch.media().stream().map(MediaFile::alt).toArray(String[]::new));
        values.put(PN_VISIBILITY, dispatch.visibility());
        values.put(PN_CONTENT_HASH, dispatch.contentHash());
        values.put(PN_ASKED, dispatch.asked());
        if (at == null) {
            values.put(PN_STATE, VariantState.QUEUED.name());
            values.put(PN_CREATED, Nodes.date(now));
            values.put(PN_NOT_BEFORE, Nodes.date(now));
            values.put(PN_DEADLINE, Nodes.date(now.plus(ShareStore.DEADLINE)));
            values.put(PN_DAYS, DueIndex.days(List.of(now)));
            values.put(PN_MINUTES, DueIndex.minutes(List.of(now)));
        } else {
            values.put(PN_STATE, VariantState.PLANNED.name());
            values.putAll(planned(at));
        }
        if (dispatch.waits()) {
            values.put(PN_STATE, VariantState.SUBMITTED.name());
            values.put(PN_AWAITS, dispatch.awaits().name());
            values.remove(PN_MINUTES); // a person decides
        }
        values.put(PN_ATTEMPTS, 0);
        values.put(PN_MOVED_AT, Nodes.date(now));
        if (dispatch.reply() != null) {
            values.put(PN_ROOT_ID, dispatch.reply().root().id());
            values.put(PN_ROOT_VERSION, dispatch.reply().root().version());
            values.put(PN_PARENT_ID, dispatch.reply().parent().id());
            values.put(PN_PARENT_VERSION, dispatch.reply().parent().version());
            values.put(PN_TO, dispatch.reply().to());
        }
        return values;
    }

    static Share read(ResourceResolver resolver, Resource node, Instant now) {
        ValueMap values = node.getValueMap();
        String last = Nodes.string(values, PN_ARTICLE_PATH);
        String identity = Nodes.string(values, PN_ARTICLE);
        String path =
                identity.isEmpty() ? last : Articles.locate(resolver, identity).orElse(last);
        List<Variant> variants = StreamSupport.stream(node.getChildren().spliterator(), false)
                .map(child -> variant(resolver, child))
                .toList();
        return new Share(
                node.getName(),
                path,
                Nodes.string(values, PN_ARTICLE_TITLE),
                Nodes.string(values, PN_BY),
                Nodes.instant(values, PN_AT).orElse(Instant.EPOCH),
                Nodes.string(values, PN_ANSWERS),
                variants,
                UndoWindow.left(node, now));
    }

    static Variant variant(ResourceResolver resolver, Resource node) {
        ValueMap values = node.getValueMap();
        Resource profile = resolver.getResource(PROFILES + "/" + node.getName());
        return Variant.builder()
                .profileId(node.getName())
                .profileTitle(profile == null ? node.getName() : Nodes.string(profile.getValueMap(), PN_TITLE))
                .network(Nodes.string(values, PN_NETWORK))
                .text(Nodes.string(values, PN_TEXT))
                .parts(List.of(values.get(PN_PARTS, new String[0])))
                .posted(RemoteRefs.of(values).size())
                .attachment(Attachment.valueOf(Nodes.string(values, PN_ATTACHMENT)))
                .state(state(values))
                .reason(Nodes.string(values, PN_REASON))
                .message(Nodes.string(values, PN_MESSAGE))
                .word(Nodes.string(values, PN_TRACKING_TOKEN))
                .url(Nodes.uri(values, PN_URL).flatMap(WebAddress::shown))
                .attempts(values.get(PN_ATTEMPTS, 0))
                .notBefore(Nodes.instant(values, PN_NOT_BEFORE).orElse(Instant.EPOCH))
                .sentAt(Nodes.instant(values, PN_SENT_AT))
                .version(seen(node.getName(), values).version())
                .build();
    }

    static VariantState state(ValueMap values) {
        return VariantState.valueOf(Nodes.string(values, PN_STATE));
    }

    static DeliveryItem item(Resource node, Instant now) {
        ValueMap values = node.getValueMap();
        ValueMap share = node.getParent().getValueMap();
        return DeliveryItem.builder()
                .path(node.getPath())
                .turn(Nodes.string(values, PN_TURN))
                .state(state(values))
                .dispatch(dispatch(node.getName(), values))
                .createdAt(Nodes.instant(values, PN_CREATED).orElse(Instant.EPOCH))
                .deadline(Nodes.instant(values, PN_DEADLINE).orElse(Instant.MAX))
                .tries(new DeliveryItem.Tries(
                        values.get(PN_ATTEMPTS, 0),
                        values.get(PN_LOOKUPS, 0),
                        since(values, now),
                        Nodes.instant(values, PN_LOOK_SINCE).orElse(Instant.EPOCH),
                        claim(values),
                        RemoteRefs.known(values),
                        Nodes.string(values, PN_TICKET),
                        Nodes.string(values, PN_REMARK)))
                .articleTitle(Nodes.string(share, PN_ARTICLE_TITLE))
                .answers(Nodes.string(share, PN_ANSWERS))
                .refs(RemoteRefs.of(values))
                .budget(new DeliveryItem.BudgetShare(
                        Holdings.of(values),
                        state(values) == VariantState.QUEUED
                                && Reason.BUDGET.name().equals(Nodes.string(values, PN_REASON)),
                        values.get(PN_LET_THROUGH, false)))
                .build();
    }

    static Due due(Resource node, Instant now) {
        ValueMap values = node.getValueMap();
        return new Due(
                node.getPath(),
                Nodes.string(values, PN_NETWORK),
                Nodes.string(values, PN_TURN),
                state(values),
                since(values, now),
                claim(values));
    }

    /**
     * When something is to be done next. What was recorded in the future was so by a clock that was wrong: it waits for
     * no time that this clock told.
     */
    private static Instant since(ValueMap values, Instant now) {
        Instant notBefore = Nodes.instant(values, PN_NOT_BEFORE).orElse(Instant.EPOCH);
        boolean waits = notBefore.isAfter(now) && notBefore.isBefore(DeliveryItem.NEVER);
        boolean wrong = Nodes.instant(values, PN_MOVED_AT)
                .filter(at -> at.isAfter(now.plus(DueIndex.CLOCKS_DIFFER)))
                .isPresent();
        return waits && wrong ? now : notBefore;
    }

    static DeliveryItem.Claim claim(ValueMap values) {
        return new DeliveryItem.Claim(
                Nodes.string(values, PN_CLAIMANT),
                Nodes.instant(values, PN_CLAIMED_AT).orElse(Instant.EPOCH));
    }

    static OutgoingPost dispatch(String profileId, ValueMap values) {
        Optional<RemoteRef> root = RemoteRefs.ref(values, PN_ROOT_ID, PN_ROOT_VERSION);
        OutgoingPost.Reply reply = root.map(r -> new OutgoingPost.Reply(
                        r,
                        RemoteRefs.ref(values, PN_PARENT_ID, PN_PARENT_VERSION).orElse(r),
                        Nodes.string(values, PN_TO)))
                .orElse(null);
        return OutgoingPost.builder()
                .profileId(profileId)
                .network(Nodes.string(values, PN_NETWORK))
                .keys(List.of(values.get(PN_KEYS, new String[0])))
                .text(Nodes.string(values, PN_TEXT))
                .parts(List.of(values.get(PN_PARTS, new String[0])))
                .language(Nodes.string(values, PN_LANGUAGE))
                .attachment(Attachment.valueOf(Nodes.string(values, PN_ATTACHMENT)))
                .link(Nodes.string(values, PN_LINK))
                .trackingToken(Nodes.string(values, PN_TRACKING_TOKEN))
                .cardTitle(Nodes.string(values, PN_CARD_TITLE))
                .cardDescription(Nodes.string(values, PN_CARD_DESCRIPTION))
                .site(Nodes.string(values, PN_SITE_TITLE))
                .background(Nodes.string(values, PN_BACKGROUND))
                .image(Nodes.string(values, PN_IMAGE))
                .media(media(values))
                .visibility(values.get(PN_VISIBILITY, Visibility.PUBLIC.name()))
                .contentHash(Nodes.string(values, PN_CONTENT_HASH))
                .asked(Nodes.string(values, PN_ASKED))
                .awaits(OutgoingPost.Awaits.valueOf(values.get(PN_AWAITS, OutgoingPost.Awaits.NOBODY.name())))
                .reply(reply)
                .build();
    }

    static List<MediaFile> media(ValueMap values) {
        String[] paths = values.get(PN_MEDIA, new String[0]);
        String[] alts = values.get(PN_MEDIA_ALTS, new String[0]);
        return IntStream.range(0, paths.length)
                .mapToObj(i -> new MediaFile(paths[i], alts[i]))
                .toList();
    }

    static ShareStore.RemoteThread thread(ResourceResolver resolver, Resource node) {
        ValueMap values = node.getValueMap();
        ValueMap share = node.getParent().getValueMap();
        String identity = Nodes.string(share, PN_ARTICLE);
        List<RemoteRef> refs = RemoteRefs.of(values);
        boolean gone = state(values) == VariantState.WITHDRAWN || state(values) == VariantState.WITHDRAWING;
        if (identity.isEmpty() || refs.isEmpty() || gone) {
            return null;
        }
        return new ShareStore.RemoteThread(
                node.getPath(),
                refs.get(0),
                refs.stream().skip(1).map(RemoteRef::id).collect(Collectors.toSet()),
                refs.size() >= values.get(PN_PARTS, new String[0]).length,
                identity,
                Nodes.string(share, PN_ARTICLE_TITLE),
                Nodes.string(values, PN_TEXT),
                Nodes.instant(values, PN_SENT_AT).orElse(Instant.EPOCH));
    }
}
