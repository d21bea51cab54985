package org.herald.connectors.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.herald.Visibility;
import org.herald.simulators.Mood;
import org.herald.simulators.discord.People;
import org.herald.simulators.discord.Permission;
import org.herald.spi.Account;
import org.herald.spi.Collected;
import org.herald.spi.News;
import org.herald.spi.Reason;
import org.herald.spi.RemoteMedia;
import org.herald.spi.RemoteRef;
import org.herald.spi.RemoteReply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Comments come from the thread of a post and from the replies in its channel. */
class ConversationsTest extends DiscordTest {
    private static final String ASKED =
            "Discord does not tell what answers a comment that was deleted: what is missing is asked for by itself.";

    private RemoteRef root;
    private String leftOut = "";

    @BeforeEach
    void publish() {
        root = done(connector.publish(account(), post("The garden opens")));
    }

    /** Everything, page by page. */
    private List<RemoteReply> collect() {
        List<RemoteReply> all = new ArrayList<>();
        String page = "";
        do {
            Collected.Replies replies = (Collected.Replies) connector.thread(account(), root, page);
            all.addAll(replies.replies());
            leftOut += replies.leftOut();
            page = replies.next();
            later();
        } while (!page.isEmpty());
        return all;
    }

    private String reply(String to, String name, String text) {
        return simulator.people(people -> people.reply(to, name, text));
    }

    private static List<String> texts(List<RemoteReply> replies) {
        return replies.stream().map(RemoteReply::html).toList();
    }

    private void failed(Account account, Reason reason, String word) {
        assertThat(connector.thread(account, root, "")).isInstanceOfSatisfying(Collected.Failed.class, failed -> {
            assertThat(failed.reason()).isEqualTo(reason);
            assertThat(failed.why()).contains(word);
        });
    }

    @Test
    void repliesInTheChannelAndRepliesToThem() {
        String first = reply(message(root), "ann", "Lovely");
        said("By the way");
        String other = message(said("Another matter"));
        reply(other, "eve", "Not below the post");
        reply(first, "bob", "Indeed");
        List<RemoteReply> replies = collect();
        assertThat(texts(replies)).containsExactly("Lovely", "Indeed");
        RemoteReply lovely = replies.get(0);
        assertThat(lovely.parentId()).isEqualTo(root.id());
        assertThat(lovely.authorHandle()).isEqualTo("ann");
        assertThat(lovely.visibility()).isEqualTo(Visibility.PUBLIC);
        assertThat(lovely.own()).isFalse();
        assertThat(lovely.ref().url()).hasToString(root.url().toString().replace(message(root), first));
        assertThat(replies.get(1).parentId()).isEqualTo(lovely.ref().id());
        assertThat(leftOut).isEqualTo(ASKED);
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void theThreadOfThePostAndTheChannel() {
        String thread = simulator.people(people -> people.startThread(message(root), "Talk"));
        String inThread = simulator.people(people -> people.say(thread, "ann", "In the thread"));
        reply(inThread, "bob", "Below it");
        reply(message(root), "eve", "In the channel");
        List<RemoteReply> replies = collect();
        assertThat(texts(replies)).containsExactly("In the thread", "Below it", "In the channel");
        assertThat(replies.stream().map(RemoteReply::parentId))
                .containsExactly(root.id(), thread + "/" + inThread, root.id());
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void whatTheBotAndTheWebhookSayIsOurs() {
        reply(message(root), "ann", "When?");
        RemoteReply ann = collect().get(0);
        RemoteRef answer = done(connector.respond(account(), answer("At ten", ann.ref()), root, ann.ref(), "ann"));
        RemoteReply own = collect().get(1);
        assertThat(own.own()).isTrue();
        assertThat(own.ref()).isEqualTo(answer);
        assertThat(own.parentId()).isEqualTo(ann.ref().id());
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void manyPagesOfBoth() {
        String thread = simulator.people(people -> people.startThread(message(root), "Talk"));
        for (int i = 0; i < 230; i++) {
            String text = "t" + i;
            simulator.people(people -> people.say(thread, "ann", text));
        }
        String last = message(root);
        for (int i = 0; i < 210; i++) {
            last = reply(last, "bob", "c" + i);
            said("noise");
        }
        List<RemoteReply> replies = collect();
        assertThat(replies).hasSize(440);
        assertThat(replies.stream().map(reply -> reply.ref().id()).distinct()).hasSize(440);
        assertThat(leftOut).isEqualTo(ASKED);
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void inABusyChannelItSaysWhereItStopped() {
        for (int i = 0; i < 2100; i++) {
            said("noise");
        }
        reply(message(root), "ann", "Late");
        assertThat(collect()).isEmpty();
        assertThat(leftOut).contains("More than 2000 messages");
    }

    @Test
    void inAForumThePostIsItsThread() {
        people(People::makeForum);
        root = done(connector.publish(account(), post("A forum opens")));
        simulator.people(people -> people.say(message(root), "ann", "Hello"));
        List<RemoteReply> replies = collect();
        assertThat(texts(replies)).containsExactly("Hello");
        assertThat(leftOut).isEmpty();
        assertThat(replies.get(0).parentId()).isEqualTo(root.id());
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void aThreadThatWasDeletedLeavesTheChannel() {
        String thread = simulator.people(people -> people.startThread(message(root), "Talk"));
        simulator.people(people -> people.say(thread, "ann", "Soon gone"));
        reply(message(root), "bob", "Still here");
        String page = Position.at(simulator.people(People::botId), true, MessageRef.of(root))
                .text();
        people(people -> people.deleteThread(thread));
        Collected.Replies replies = (Collected.Replies) connector.thread(account(), root, page);
        assertThat(texts(replies.replies())).containsExactly("Still here");
        assertThat(replies.next()).isEmpty();
    }

    @Test
    void whatIsAttachedAndWhoIsNamed() {
        String id = reply(message(root), "ann", "Look <b>here</b>, <@!77> <:bee:123> & <#5>\nat this");
        people(people -> people.attach(id, "bee.png", "A bee"));
        RemoteReply reply = collect().get(0);
        assertThat(reply.html())
                .isEqualTo("Look &lt;b&gt;here&lt;/b&gt;, &lt;@!77&gt; :bee: &amp; &lt;#5&gt;<br>at this");
        assertThat(reply.media()).singleElement().satisfies(media -> {
            assertThat(media.kind()).isEqualTo(RemoteMedia.Kind.IMAGE);
            assertThat(media.description()).isEqualTo("A bee");
            assertThat(media.url().toString()).endsWith("/bee.png");
        });
        assertThat(MessageHtml.of("Hi <@5>!", List.of(new Documents.User("5", "x<y", null))))
                .isEqualTo("Hi @x&lt;y!");
    }

    @Test
    void withoutABotItSaysWhatIsLeftOut() {
        reply(message(root), "ann", "Lovely");
        Collected.Replies replies = (Collected.Replies) connector.thread(withoutBot(), root, "");
        assertThat(replies.replies()).isEmpty();
        assertThat(replies.next()).isEmpty();
        assertThat(replies.leftOut()).contains("cannot read", "bot's token");
    }

    @Test
    void saysWhyItCannotRead() {
        people(people -> people.readsContent(false));
        failed(account(), Reason.AUTHORISATION, "Message Content Intent");
        people(people -> people.forbid(Permission.READ_MESSAGE_HISTORY));
        failed(account(), Reason.AUTHORISATION, "Read Message History");
        people(people -> people.forbid(Permission.VIEW_CHANNEL));
        failed(account(), Reason.AUTHORISATION, "View Channel");
        Account old = account();
        people(People::resetBotToken);
        failed(old, Reason.AUTHORISATION, "bot's token");
        people(people -> people.allow(Permission.VIEW_CHANNEL));
        people(people -> people.allow(Permission.READ_MESSAGE_HISTORY));
        people(people -> people.delete(message(root)));
        failed(account(), Reason.GONE, "not on Discord");
        failed(account("rubbish"), Reason.AUTHORISATION, "webhook");
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void waitsWhereItIsAskedTo() {
        simulator.mood(Mood.RATE_LIMITED, "/channels/", 1);
        assertThat(connector.thread(account(), root, ""))
                .isInstanceOfSatisfying(Collected.NotNow.class, later -> assertThat(later.account())
                        .isTrue());
        simulator.mood(Mood.LOST_AFTER, "/channels/", 9);
        assertThat(connector.thread(account(), root, ""))
                .isInstanceOfSatisfying(Collected.NotNow.class, later -> assertThat(later.account())
                        .isFalse());
        simulator.mood(Mood.GARBAGE, "/channels/", 1);
        assertThat(connector.thread(account(), root, "")).isInstanceOf(Collected.Failed.class);
    }

    @Test
    void whatAnswersADeletedCommentIsNotGone() {
        String first = reply(message(root), "ann", "Lovely");
        String second = reply(first, "bob", "Indeed");
        RemoteReply indeed = collect().get(1);
        assertThat(leftOut).isEqualTo(ASKED);
        leftOut = "";
        people(people -> people.delete(first));
        assertThat(collect()).isEmpty();
        assertThat(leftOut).as("so that each is asked for").isEqualTo(ASKED);
        assertThat(connector.isGone(account(), indeed.ref())).isFalse();
        people(people -> people.delete(second));
        assertThat(connector.isGone(account(), indeed.ref())).isTrue();
    }

    @Test
    void onlyDiscordSaysThatAReplyIsGone() {
        String id = reply(message(root), "ann", "Lovely");
        RemoteRef reply = collect().get(0).ref();
        assertThat(connector.isGone(account(), reply)).isFalse();
        assertThat(connector.isGone(withoutBot(), reply)).isFalse();
        simulator.mood(Mood.BROKEN, "", 1);
        assertThat(connector.isGone(account(), reply)).isFalse();
        people(people -> people.delete(id));
        assertThat(connector.isGone(account(), reply)).isTrue();
        people(people -> people.forbid(Permission.READ_MESSAGE_HISTORY));
        assertThat(connector.isGone(account(), reply)).isFalse();
    }

    @Test
    void newsTellWhatWasAnswered() {
        reply(message(root), "ann", "Before anybody asked");
        News first = connector.news(account(), "");
        assertThat(first.answered()).isEmpty();
        assertThat(connector.news(account(), first.cursor())).isEqualTo(first);
        reply(message(root), "bob", "Afterwards");
        said("Noise");
        News second = connector.news(account(), first.cursor());
        assertThat(second.answered()).containsExactly(root.id());
        assertThat(connector.news(account(), second.cursor()).answered()).isEmpty();
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void newsNeverFail() {
        assertThat(connector.news(withoutBot(), "here")).isEqualTo(new News(java.util.Set.of(), "here"));
        String cursor = connector.news(account(), "").cursor();
        simulator.mood(Mood.GARBAGE, "", 9);
        assertThat(connector.news(account(), cursor).cursor()).isEqualTo(cursor);
        assertThat(connector.news(account(), "").cursor()).isEmpty();
        simulator.mood(Mood.WELL, "", 0);
        Account old = account();
        people(People::resetBotToken);
        assertThat(connector.news(old, cursor).trouble()).contains("bot's token");
    }

    @Test
    void aPlaceIsWrittenAndRead() {
        Position position = Position.at("1", false, new MessageRef("2", "3")).after("9", List.of("7", "8"));
        assertThat(Position.of(position.text())).contains(position);
        assertThat(Position.of(Position.at("1", true, new MessageRef("2", "3")).text()))
                .contains(Position.at("1", true, new MessageRef("2", "3")));
        assertThat(Position.of("rubbish")).isEmpty();
    }
}
