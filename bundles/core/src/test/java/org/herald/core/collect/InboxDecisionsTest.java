package org.herald.core.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.herald.core.collect.InboxFixture.NOW;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.herald.Inbox.Seen;
import org.herald.InboxItem;
import org.herald.Rejection;
import org.herald.ReviewState;
import org.herald.Visibility;
import org.herald.core.conversation.CommentOrder;
import org.herald.core.models.ConversationModel;
import org.herald.core.profile.Connectors;
import org.herald.core.repo.Nodes;
import org.herald.models.Comment;
import org.herald.models.Conversation;
import org.herald.spi.RemoteMedia;
import org.herald.spi.RemoteRef;
import org.herald.spi.RemoteReply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A decision about a reply is about what was seen; of two at the same moment one is made. */
@ExtendWith(SlingContextExtension.class)
class InboxDecisionsTest {
    private static final int PAIRS = 100;
    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);

    @TempDir
    Path home;

    private InboxFixture inbox;

    @BeforeEach
    void open() throws Exception {
        inbox = new InboxFixture(context, home);
    }

    private static void refused(ThrowingCallable act, String word) {
        assertThatThrownBy(act).isInstanceOfSatisfying(Rejection.class, e -> {
            assertThat(e.kind()).isEqualTo(Rejection.Kind.CONFLICT);
            assertThat(e.code()).isEqualTo("movedOn");
            assertThat(e.getMessage()).contains("Bob", word);
        });
    }

    @Test
    void whatWasEditedSinceItWasReadIsNotApproved() {
        String id = inbox.collect("a", "Well said");
        Seen seen = inbox.seen(id);
        inbox.collect("a", "Buy my pills");
        refused(() -> inbox.review(seen, ReviewState.APPROVED), "changed this reply on the network");
        assertThat(inbox.item(id).state()).isEqualTo(ReviewState.PENDING);
        assertThat(inbox.comment(id)).isNull();
        inbox.review(inbox.seen(id), ReviewState.APPROVED);
        assertThat(Nodes.string(inbox.comment(id).getValueMap(), "herald:text")).contains("pills");
    }

    /** All of an article's comments stand in one order: two decisions at one moment write it one after the other. */
    @Test
    void ofDecisionsAboutTwoCommentsOfAnArticleBothAreMade() throws Exception {
        try (Together together = new Together()) {
            for (int i = 0; i < PAIRS; i++) {
                String one = inbox.collect("a" + i, "A");
                String other = inbox.collect("b" + i, "B");
                List<String> done = together.run(
                        () -> {
                            inbox.review(inbox.seen(one), ReviewState.APPROVED);
                            return "done";
                        },
                        () -> {
                            inbox.review(new Seen(other, null), ReviewState.APPROVED);
                            return "done";
                        });
                assertThat(done).containsExactly("done", "done");
                assertThat(inbox.comment(one)).isNotNull();
                assertThat(inbox.comment(other)).isNotNull();
            }
        }
        context.resourceResolver().refresh();
        assertThat(CommentOrder.of(
                                context.resourceResolver().getResource(InboxFixture.ARTICLE + "/jcr:content/comments"))
                        .placed())
                .hasSize(2 * PAIRS);
    }

    @Test
    void whatTheNetworkDeletedLeavesThePageWhateverIsDecidedAboutAnotherMeanwhile() throws Exception {
        try (Together together = new Together()) {
            for (int i = 0; i < PAIRS; i++) {
                String gone = inbox.collect("a" + i, "A");
                String other = inbox.collect("b" + i, "B");
                inbox.review(inbox.seen(gone), ReviewState.APPROVED);
                String name = inbox.comment(gone).getName();
                List<String> done = together.run(
                        () -> {
                            inbox.store.forget(inbox.thread, List.of(new InboxStore.Missing(name, null)));
                            return "done";
                        },
                        () -> {
                            inbox.review(new Seen(other, null), ReviewState.APPROVED);
                            return "done";
                        });
                assertThat(done).containsExactly("done", "done");
                assertThat(inbox.comment(gone)).isNull();
                assertThat(inbox.comment(other)).isNotNull();
            }
        }
    }

    @Test
    void whatWasEditedAfterItsApprovalWaitsForAnother() {
        String id = inbox.collect("a", "Well said");
        Seen seen = inbox.seen(id);
        inbox.review(seen, ReviewState.APPROVED);
        inbox.collect("a", "Buy my pills");
        assertThat(inbox.item(id).state()).isEqualTo(ReviewState.PENDING);
        assertThat(inbox.comment(id)).isNull();
        refused(() -> inbox.review(seen, ReviewState.APPROVED), "changed this reply on the network");
        assertThat(inbox.comment(id)).isNull();
    }

    @Test
    void ofSeveralNothingIsDecidedWhereOneIsNotAsItWasSeen() {
        Seen first = inbox.seen(inbox.collect("a", "A"));
        Seen second = inbox.seen(inbox.collect("b", "B"));
        inbox.review(second, ReviewState.HIDDEN);
        refused(() -> inbox.reviews.review(List.of(first, second), ReviewState.APPROVED), "it is hidden now");
        assertThat(inbox.item(first.id()).state()).isEqualTo(ReviewState.PENDING);
        assertThat(inbox.comment(first.id())).isNull();
    }

    @Test
    void whatIsApprovedWhileItIsEditedIsWhatWasRead() throws Exception {
        try (Together together = new Together()) {
            for (int i = 0; i < PAIRS; i++) {
                String name = "r" + i;
                String id = inbox.collect(name, "Well said");
                Seen seen = inbox.seen(id);
                together.run(
                        () -> {
                            inbox.review(seen, ReviewState.APPROVED);
                            return "";
                        },
                        () -> inbox.collect(name, "Buy my pills"));
                if (inbox.item(id).state() == ReviewState.APPROVED) {
                    assertThat(inbox.item(id).text()).contains("Well said");
                    assertThat(Nodes.string(inbox.comment(id).getValueMap(), "herald:text"))
                            .contains("Well said");
                } else {
                    assertThat(inbox.comment(id)).isNull();
                }
                inbox.collect(name, "Buy my pills");
                assertThat(inbox.item(id).state()).isEqualTo(ReviewState.PENDING);
                assertThat(inbox.comment(id)).isNull();
            }
        }
    }

    @Test
    void ofAHundredPairsOfAnswersEachIsOne() throws Exception {
        inbox.answers.record(inbox.answer(new Seen(inbox.collect("first", "F"), null), "moses", "Folders of the day"));
        try (Together together = new Together()) {
            for (int i = 0; i < PAIRS; i++) {
                String id = inbox.collect("q" + i, "Why?");
                Seen seen = i % 2 == 0 ? inbox.seen(id) : new Seen(id, null);
                String other = i % 4 < 2 ? "Because." : "Why not?";
                List<String> replies = together.run(
                        () -> inbox.answers
                                .record(inbox.answer(seen, "moses", "Because."))
                                .shareId(),
                        () -> inbox.answers
                                .record(inbox.answer(seen, "mira", other))
                                .shareId());
                Set<String> made = replies.stream()
                        .filter(reply -> !reply.startsWith("CONFLICT"))
                        .collect(Collectors.toSet());
                assertThat(replies).allMatch(reply -> reply.matches("CONFLICT movedOn|[0-9]{8}-.*"));
                assertThat(inbox.item(id).answers()).as("%s", replies).hasSize(made.size());
                if (seen.version() != null || other.equals("Because.")) { // else one may have come after the other
                    assertThat(made).hasSize(1);
                }
            }
        }
    }

    @Test
    void theSameWordsAgainAreTheSameAnswerAndOthersToWhatSomebodyAnsweredAreRefused() {
        String id = inbox.collect("a", "Why?");
        Seen seen = inbox.seen(id);
        InboxAnswers.Recorded first = inbox.answers.record(inbox.answer(seen, "moses", "Because."));
        assertThat(first.isNew()).isTrue();
        InboxAnswers.Recorded again = inbox.answers.record(inbox.answer(seen, "moses", "Because."));
        assertThat(again).isEqualTo(new InboxAnswers.Recorded(first.shareId(), false));
        refused(() -> inbox.answers.record(inbox.answer(seen, "mira", "Why not?")), "answered");
        inbox.answers.record(inbox.answer(inbox.seen(id), "mira", "Why not?"));
        assertThat(inbox.item(id).answers()).hasSize(2);
        assertThat(inbox.item(id).answers().get(0).at()).isEqualTo(NOW);
    }

    @Test
    void anAnswerToWhatWasEditedSinceItWasReadIsRefused() {
        String id = inbox.collect("a", "Why?");
        Seen seen = inbox.seen(id);
        inbox.collect("a", "Is it true that you lie?");
        refused(() -> inbox.answers.record(inbox.answer(seen, "moses", "Yes, certainly.")), "changed this reply");
        assertThat(inbox.item(id).answers()).isEmpty();
    }

    private static RemoteReply behind(String warning, RemoteMedia... media) {
        return RemoteReply.builder()
                .ref(new RemoteRef("cw", "", null))
                .parentId("root")
                .authorId("9")
                .authorHandle("bob")
                .authorName("Bob")
                .at(NOW)
                .visibility(Visibility.PUBLIC)
                .warning(warning)
                .media(List.of(media))
                .build();
    }

    private static RemoteMedia picture(String id, String url, String description) {
        return new RemoteMedia(id, RemoteMedia.Kind.IMAGE, URI.create(url), description);
    }

    @Test
    void warningAndPicturesAreShownToWhoReviewsAndKeptOnThePage() {
        RemoteMedia bee = picture("1", "https://example.org/bee.png", "A bee\ton a flower");
        RemoteMedia evil = picture("2", "javascript:alert(1)", "");
        inbox.store.store(InboxFixture.PROFILE, inbox.thread, List.of(behind("Insects", bee, evil)));
        InboxItem item = inbox.all().get(0);
        assertThat(item.warning()).isEqualTo("Insects");
        assertThat(item.media())
                .containsExactly(
                        new InboxItem.Medium(
                                RemoteMedia.Kind.IMAGE, "https://example.org/bee.png", "A bee on a flower"),
                        new InboxItem.Medium(RemoteMedia.Kind.IMAGE, "", ""));
        inbox.review(inbox.seen(item.id()), ReviewState.APPROVED);
        Conversation page = new ConversationModel(
                context.resourceResolver().getResource(InboxFixture.ARTICLE + "/jcr:content"),
                new Connectors(),
                new ConversationModel.Asked(0, ""),
                language -> null,
                Clock.systemUTC());
        Comment comment = page.getComments().get(0);
        assertThat(comment.getWarning()).isEqualTo("Insects");
        assertThat(comment.getMedia())
                .extracting(Comment.Medium::getKind, Comment.Medium::getUrl, Comment.Medium::getDescription)
                .containsExactly(
                        tuple("IMAGE", "https://example.org/bee.png", "A bee on a flower"), tuple("IMAGE", "", ""));
    }

    @Test
    void anExchangedPictureOrAWarningTakenAwayWaitsForAnotherApproval() {
        List<RemoteReply> said = List.of(
                behind("Insects", picture("1", "https://example.org/bee.png", "A bee")),
                behind("", picture("1", "https://example.org/bee.png", "A bee")),
                behind("", picture("2", "https://example.org/bee.png", "A bee")),
                behind("", picture("2", "https://example.org/bee.png", "A wasp")));
        for (RemoteReply reply : said) {
            inbox.store.store(InboxFixture.PROFILE, inbox.thread, List.of(reply));
            InboxItem item = inbox.all().get(0);
            assertThat(item.state()).isEqualTo(ReviewState.PENDING);
            assertThat(inbox.comment(item.id())).isNull();
            inbox.review(inbox.seen(item.id()), ReviewState.APPROVED);
        }
        RemoteReply elsewhere = behind("", picture("2", "https://cache.example.org/7.png", "A wasp"));
        inbox.store.store(InboxFixture.PROFILE, inbox.thread, List.of(elsewhere));
        assertThat(inbox.all().get(0).state()).as("only its copy moved").isEqualTo(ReviewState.APPROVED);
    }
}
