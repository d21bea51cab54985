package org.example.noticeboard;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.example.noticeboard.Documents.AnswerNote;
import org.example.noticeboard.Documents.Answers;
import org.example.noticeboard.Documents.Me;
import org.example.noticeboard.Documents.Note;
import org.herald.Visibility;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Http;
import org.herald.kit.http.HttpErrorMapping;
import org.herald.kit.limits.LimitsFile;
import org.herald.spi.Account;
import org.herald.spi.Authorizer;
import org.herald.spi.Capability;
import org.herald.spi.Collected;
import org.herald.spi.Collector;
import org.herald.spi.Connection;
import org.herald.spi.Editor;
import org.herald.spi.Lookup;
import org.herald.spi.Network;
import org.herald.spi.NetworkTraits;
import org.herald.spi.News;
import org.herald.spi.Outcome;
import org.herald.spi.Post;
import org.herald.spi.Publisher;
import org.herald.spi.RemoteRef;
import org.herald.spi.RemoteReply;
import org.herald.spi.Responder;
import org.herald.spi.Secret;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Posts, reads and answers on Noticeboard. */
@Component(service = Capability.class, property = Network.ID + "=" + NoticeboardConnector.ID)
public final class NoticeboardConnector implements Network, Publisher, Responder, Editor, Collector, Authorizer {
    static final String ID = "noticeboard";
    private static final NetworkTraits TRAITS = new NetworkTraits(
            ID,
            "Noticeboard",
            "https://noticeboard.example",
            "Access token",
            new NetworkTraits.Posting(
                    NetworkTraits.Idempotency.CLIENT_ID,
                    NetworkTraits.Edit.IN_PLACE,
                    NetworkTraits.ALWAYS,
                    NetworkTraits.Cards.BY_SERVER,
                    NetworkTraits.Files.UPLOAD),
            new NetworkTraits.Listening(
                    NetworkTraits.Reading.ASKED, NetworkTraits.ALWAYS, NetworkTraits.Answering.ALWAYS, Set.of()),
            LimitsFile.beside(NoticeboardConnector.class),
            false);

    private final NoticeboardApi api;

    /** Takes the kit's way out. */
    @Activate
    public NoticeboardConnector(@Reference Http http) {
        this.api = new NoticeboardApi(http, Clock.systemUTC());
    }

    @Override
    public NetworkTraits traits() {
        return TRAITS;
    }

    @Override
    public Connection signIn(URI server, String handle, Secret token) {
        Answer answer = api.me(server, token);
        return NoticeboardApi.document(answer, Me.class)
                .filter(me -> me.id() != null && me.name() != null)
                .<Connection>map(me -> new Connection.Connected(me.id(), me.name(), token, Optional.empty()))
                .orElseGet(() -> HttpErrorMapping.denied(answer, api.now()));
    }

    @Override
    public Connection check(Account account) {
        return signIn(account.server(), account.handle(), account.secret());
    }

    @Override
    public String newKey(Instant now) {
        return UUID.randomUUID().toString();
    }

    @Override
    public Outcome publish(Account account, Post post) {
        return put(account, post, Map.of("text", post.text()));
    }

    @Override
    public Outcome respond(Account account, Post post, RemoteRef root, RemoteRef parent, String to) {
        return put(account, post, Map.of("text", post.text(), "parent", parent.id()));
    }

    private Outcome put(Account account, Post post, Map<String, String> note) {
        Answer answer = api.put(account, post.key(), note);
        return NoticeboardApi.document(answer, Note.class)
                .<Outcome>map(made -> new Outcome.Done(ref(made)))
                .orElseGet(() -> answer instanceof Answer.Received received && received.isSuccess()
                        ? new Outcome.Uncertain("The server's answer cannot be understood.")
                        : api.trouble(answer));
    }

    private static RemoteRef ref(Note note) {
        return new RemoteRef(note.id(), "", note.url());
    }

    /** The key is the note's name, so the server can tell. */
    @Override
    public Lookup find(Account account, Post post) {
        Answer answer = api.note(account, post.key());
        if (answer instanceof Answer.Received received && received.status() == 404) {
            return new Lookup.Absent();
        }
        return NoticeboardApi.document(answer, Note.class)
                .<Lookup>map(note -> new Lookup.Present(ref(note)))
                .orElseGet(() -> new Lookup.Unknown("Noticeboard does not answer now."));
    }

    @Override
    public Outcome edit(Account account, RemoteRef ref, Post post) {
        return put(account, post, Map.of("text", post.text(), "replaces", ref.id()));
    }

    @Override
    public Outcome delete(Account account, RemoteRef ref) {
        Answer answer = api.remove(account, ref.id());
        boolean gone = answer instanceof Answer.Received received && (received.isSuccess() || received.status() == 404);
        return gone ? new Outcome.Done(ref) : api.trouble(answer);
    }

    @Override
    public Collected thread(Account account, RemoteRef root, String page) {
        Answer answer = api.answers(account, root.id(), page);
        Optional<Answers> answers = NoticeboardApi.document(answer, Answers.class);
        if (answers.isEmpty()) {
            return HttpErrorMapping.notCollected(answer, HttpErrorMapping.reading(answer, "", api.now()));
        }
        List<RemoteReply> replies =
                answers.get().answers().stream().map(one -> reply(one, account)).toList();
        return new Collected.Replies(replies, answers.get().next(), "");
    }

    private static RemoteReply reply(AnswerNote note, Account account) {
        return RemoteReply.builder()
                .ref(new RemoteRef(note.id(), "", account.server().resolve("/read/" + note.id())))
                .parentId(note.parent())
                .authorId(note.authorId())
                .authorHandle(note.author())
                .authorName(note.author())
                .html(note.text().replace("&", "&amp;").replace("<", "&lt;"))
                .at(Instant.parse(note.at()))
                .visibility(Visibility.PUBLIC)
                .own(account.remoteId().equals(note.authorId()))
                .build();
    }

    @Override
    public News news(Account account, String cursor) {
        return new News(Set.of(), cursor);
    }
}
