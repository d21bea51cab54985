package org.herald.connectors.telegram;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Http;
import org.herald.kit.limits.LimitsFile;
import org.herald.spi.Account;
import org.herald.spi.Capability;
import org.herald.spi.Collected;
import org.herald.spi.Collector;
import org.herald.spi.Editor;
import org.herald.spi.Limits;
import org.herald.spi.Lookup;
import org.herald.spi.Moderator;
import org.herald.spi.Network;
import org.herald.spi.NetworkTraits;
import org.herald.spi.News;
import org.herald.spi.Outcome;
import org.herald.spi.Post;
import org.herald.spi.Publisher;
import org.herald.spi.Reason;
import org.herald.spi.RemoteRef;
import org.herald.spi.Responder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Posts in a channel of Telegram, and reads and answers in its discussion group. */
@Component(service = Capability.class, property = Network.ID + "=" + TelegramConnector.ID)
public final class TelegramConnector implements Network, Publisher, Responder, Editor, Collector, Moderator {
    static final String ID = "telegram";
    /** https://core.telegram.org/bots/api#deletemessage */
    private static final Duration DELETABLE = Duration.ofHours(48);

    private static final Limits LIMITS = LimitsFile.beside(TelegramConnector.class);
    private static final int MAX_CAPTION = LIMITS.maxWithMedia();
    private static final int MAX_ALBUM = LIMITS.pictures().max();

    private static final NetworkTraits TRAITS = new NetworkTraits(
            ID,
            "Telegram",
            "https://api.telegram.org",
            "Bot token",
            new NetworkTraits.Posting(
                    NetworkTraits.Idempotency.NONE,
                    NetworkTraits.Edit.TEXT_ONLY,
                    DELETABLE,
                    NetworkTraits.Cards.BY_SERVER,
                    NetworkTraits.Files.UPLOAD),
            new NetworkTraits.Listening(
                    NetworkTraits.Reading.PUSHED,
                    Updates.KEPT,
                    NetworkTraits.Answering.ALWAYS,
                    Set.of(Moderator.Act.DELETE)),
            LIMITS,
            false);
    private static final String LEFT_OUT =
            "Telegram hands out what is said once: what was collected before is not shown again.";
    private static final Duration UNTIL_FORWARDED = Duration.ofMinutes(5);

    private final TelegramApi api;
    private final Sending sending;
    private final Updates updates;
    private final PostLookup lookup;
    private final Duration longest;

    @Activate
    public TelegramConnector(@Reference Http http) {
        this(http, Clock.systemUTC());
    }

    TelegramConnector(Http http, Clock clock) {
        this.api = new TelegramApi(http, clock);
        this.sending = new Sending(api);
        this.updates = new Updates(api);
        this.lookup = new PostLookup(updates);
        this.longest = http.timeout().multipliedBy(3).plusMinutes(1);
    }

    @Override
    public NetworkTraits traits() {
        return TRAITS;
    }

    @Override
    public Duration longestCall() {
        return longest;
    }

    @Override
    public String newKey(Instant now) {
        return UUID.randomUUID().toString();
    }

    /** A text as Telegram shows it: without space around it. */
    static String shown(String text) {
        return text.replace("\r", "").strip();
    }

    @Override
    public Outcome publish(Account account, Post post) {
        return send(account, post, Replies.channel(account), 0, place -> place.post(account));
    }

    @Override
    public Outcome respond(Account account, Post post, RemoteRef root, RemoteRef parent, String to) {
        Optional<String> answered = parent.id().contains("/")
                ? Optional.of(parent.id())
                : updates.of(account).thread(account, Place.of(account, parent).id());
        if (answered.isEmpty()) {
            return new Outcome.Later(
                    api.now().plus(UNTIL_FORWARDED),
                    "Telegram did not say yet where the post stands in the discussion group.");
        }
        Place place = Place.of(account, new RemoteRef(answered.get(), "", null));
        return send(account, post, place.chat(), place.id(), sent -> sent.said(account, root.id()));
    }

    private Outcome send(Account account, Post post, long chat, long answered, Function<Place, RemoteRef> where) {
        String text = shown(post.text());
        if (!post.media().isEmpty() && text.length() > MAX_CAPTION) {
            return tooLong(text);
        }
        if (post.media().size() > MAX_ALBUM) {
            return new Outcome.Refused(
                    Reason.CONTENT, "Telegram takes " + MAX_ALBUM + " pictures at most: leave some out.");
        }
        Answer answer = sending.send(account, chat, text, post.media(), answered);
        List<Message> sent = TelegramApi.messages(answer);
        return sent.isEmpty()
                ? changing(account, answer)
                : new Outcome.Done(where.apply(Place.of(sent)), remark(sent, text, post));
    }

    private static Outcome tooLong(String caption) {
        return new Outcome.Refused(
                Reason.CONTENT,
                "With a picture the text may have " + MAX_CAPTION + " characters on Telegram, and it has "
                        + caption.length() + ": shorten it, or leave the picture out.");
    }

    private static String remark(List<Message> sent, String text, Post post) {
        if (sent.stream().filter(Message::hasMedia).count() < post.media().size()) {
            return "Telegram published it without all of its pictures.";
        }
        return sent.get(0).text().equals(text) ? "" : "Telegram shows another text than was sent.";
    }

    /** What an answer means without the hoped-for message: one that says that all is well, and nothing more, is unclear. */
    private Outcome changing(Account account, Answer answer) {
        return answer instanceof Answer.Received received && received.isSuccess()
                ? new Outcome.Uncertain("Telegram's answer cannot be understood.")
                : Trouble.changing(answer, account.secret(), api.now());
    }

    @Override
    public Lookup find(Account account, Post post) {
        return lookup.find(account, post);
    }

    @Override
    public Outcome edit(Account account, RemoteRef ref, Post post) {
        Place place = Place.of(account, ref);
        String text = shown(post.text());
        if (place.media() && text.length() > MAX_CAPTION) {
            return tooLong(text);
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("chat_id", place.chat());
        fields.put("message_id", place.id());
        fields.put(place.media() ? "caption" : "text", MessageHtml.escaped(text));
        fields.put("parse_mode", "HTML");
        String method = place.media() ? "editMessageCaption" : "editMessageText";
        Answer answer = api.post(account.server(), account.secret(), method, fields);
        boolean same = Trouble.words(answer).contains("message is not modified");
        return same || !TelegramApi.messages(answer).isEmpty() ? new Outcome.Done(ref) : changing(account, answer);
    }

    @Override
    public Outcome delete(Account account, RemoteRef ref) {
        Place place = Place.of(account, ref);
        Map<String, Object> fields = place.isAlbum()
                ? Map.of("chat_id", place.chat(), "message_ids", place.ids())
                : Map.of("chat_id", place.chat(), "message_id", place.id());
        String method = place.isAlbum() ? "deleteMessages" : "deleteMessage";
        Answer answer = api.post(account.server(), account.secret(), method, fields);
        if (TelegramApi.result(answer).isPresent()) {
            return new Outcome.Done(ref);
        }
        Outcome outcome = changing(account, answer);
        boolean gone = outcome instanceof Outcome.Refused refused && refused.reason() == Reason.GONE;
        return gone ? new Outcome.Done(ref) : outcome;
    }

    @Override
    public Outcome moderate(Account account, RemoteRef reply, Act act) {
        return act == Act.DELETE
                ? delete(account, reply)
                : new Outcome.Refused(Reason.CONTENT, "On Telegram an answer can be deleted, and nothing else.");
    }

    /** What was told of the thread since this CMS was started: never all of it, so nothing is taken for deleted. */
    @Override
    public Collected thread(Account account, RemoteRef root, String page) {
        return new Collected.Replies(updates.of(account).give(root.id()), "", LEFT_OUT);
    }

    @Override
    public News news(Account account, String cursor) {
        return updates.news(account, cursor);
    }
}
