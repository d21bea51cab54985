package org.herald.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.herald.simulators.Mood;
import org.herald.simulators.Reply;
import org.herald.spi.Account;
import org.herald.spi.Authorizer;
import org.herald.spi.CodeAuthorizer;
import org.herald.spi.Collected;
import org.herald.spi.Collector;
import org.herald.spi.Connection;
import org.herald.spi.Editor;
import org.herald.spi.Lookup;
import org.herald.spi.NetworkTraits.Reading;
import org.herald.spi.Outcome;
import org.herald.spi.Publisher;
import org.herald.spi.Reason;
import org.herald.spi.RemoteRef;
import org.herald.spi.Secret;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every connector does, whatever its network is like and whatever its server does. Where a network cannot do
 * something, that is what is looked at: no test of this class ends without having asked for something.
 */
public abstract class ConnectorContract extends ReadingContract {
    /**
     * The documented errors of a request that posts, one a line: status, headers or "-", body, and what comes of it: the
     * kind of the outcome, or the reason of a refusal.
     */
    protected abstract String errors();

    @Test
    void isWhatTheTableOfTheDocumentationSays() {
        assertThat(NetworksTable.row(traits().title()))
                .as("docs/connectors.md")
                .isEqualTo(NetworksTable.of(traits(), rig.ways(), receives()));
    }

    @Test
    void aTokenThatWasRevokedIsSaidSo() {
        RemoteRef root = published(TEXT);
        rig.revoke();
        Outcome outcome = the(Publisher.class).publish(account(), rig.post(key(), "Tulips", attempt(null)));
        refused(outcome, Reason.AUTHORISATION);
        assertThat(the(Authorizer.class).check(account()))
                .isInstanceOfSatisfying(Connection.Denied.class, denied -> assertThat(denied.reason())
                        .isEqualTo(Reason.AUTHORISATION));
        if (traits().listening().reading() == Reading.ASKED) {
            assertThat(the(Collector.class).thread(account(), root, ""))
                    .isInstanceOfSatisfying(Collected.Failed.class, failed -> assertThat(failed.reason())
                            .isEqualTo(Reason.AUTHORISATION));
        }
        refused(the(Editor.class).delete(account(), root), Reason.AUTHORISATION, Reason.CONTENT, Reason.SERVER);
        assertThat(rig.texts()).containsExactly(TEXT);
    }

    /**
     * Whichever server an account has is the one that its secret is of: the core sees to it. A network that is one knows
     * its own, and tells no other what was given by that, whatever became of the configuration meanwhile.
     */
    @Test
    void aSecretIsShownToItsOwnServerOnly() throws IOException {
        boolean one = service(CodeAuthorizer.class).isPresent()
                && !traits().defaultServer().isEmpty();
        long asked = rig.server().calls().size();
        try (FakeServer other = new FakeServer()) {
            Account moved = new MemoryAccount(
                    other.uri(), account().remoteId(), account().secret());
            Outcome outcome = the(Publisher.class).publish(moved, rig.post(key(), TEXT, attempt(null)));
            Connection check = the(Authorizer.class).check(moved);
            Lookup lookup = the(Publisher.class).find(moved, rig.post(key(), TEXT, attempt(null)));
            assertThat(lookup).isInstanceOf(Lookup.Unknown.class);
            assertThat(check).isInstanceOf(Connection.Denied.class);
            if (one) {
                refused(outcome, Reason.AUTHORISATION);
                assertThat(outcome.toString()).containsIgnoringCase("connects the profile");
                assertThat(other.requests).as("it is told nothing").isEmpty();
            }
            assertThat(rig.server().calls()).as("nor is the first one asked").hasSize((int) asked);
        }
    }

    @Test
    void signsIn() {
        assertThat(the(Authorizer.class).signIn(rig.server().uri(), rig.typed(), new Secret(rig.pasted())))
                .isInstanceOfSatisfying(Connection.Connected.class, connected -> assertThat(connected.remoteId())
                        .isEqualTo(account().remoteId()));
        assertThat(the(Authorizer.class).check(account())).isInstanceOf(Connection.Connected.class);
    }

    /** The core fetches it, and shows it from the CMS: an address that opens the account is told nobody. */
    @Test
    void tellsWhereThePictureOfTheAccountIs() {
        Connection signedIn = the(Authorizer.class).signIn(rig.server().uri(), rig.typed(), new Secret(rig.pasted()));
        for (Connection connection : List.of(signedIn, the(Authorizer.class).check(account()))) {
            assertThat(connection).isInstanceOfSatisfying(Connection.Connected.class, connected -> {
                assertThat(connected.avatar()).isEqualTo(rig.face());
                assertThat(rig.secrets())
                        .noneMatch(secret -> connected.avatar().toString().contains(secret));
            });
        }
    }

    @Test
    void nothingIsThrownAndNoSecretTold() {
        RemoteRef root = published(TEXT);
        thread(root);
        rig.answer(root, "A question");
        RemoteRef reply = thread(root).saying("A question").ref();
        for (Mood mood : Mood.values()) {
            if (mood != Mood.WELL && mood != Mood.SLOW && mood != Mood.SILENT && !ARRIVED.contains(mood)) {
                rig.server().mood(mood, "", 1000);
                assertThat(everythingSaid(root, reply)).as(mood.name()).allSatisfy(this::tellsNoSecret);
            }
        }
        rig.server().mood(Mood.WELL, "", 0);
        assertThat(rig.texts()).as("nothing was done").containsExactly(TEXT);
    }

    private void tellsNoSecret(Object said) {
        assertThat(rig.secrets()).noneMatch(secret -> said.toString().contains(secret));
        if (said instanceof Outcome.Done done && !done.ref().id().isEmpty()) {
            throw new AssertionError("nothing can be done while the server fails: " + said);
        }
    }

    @Test
    void repeatsNothingThatSomethingInsideSays() {
        String inside = "INTERNAL-SECRET-42";
        for (int status : new int[] {200, 302, 400, 401, 403, 404, 418, 422, 429, 500, 503}) {
            for (String body : List.of(
                    inside,
                    "{\"error\":\"" + inside + "\",\"message\":\"" + inside + "\",\"description\":\"" + inside
                            + "\"}")) {
                rig.server().says(page(status, body), "", 20);
                assertThat(the(Authorizer.class).signIn(rig.server().uri(), rig.typed(), new Secret(rig.pasted())))
                        .as(status + " " + body)
                        .isInstanceOf(Connection.Denied.class)
                        .asString()
                        .doesNotContain(inside);
            }
        }
    }

    @Test
    void aSecretThatCannotBeSentIsNotTold() {
        for (String secret : List.of("hush\nhush", "hush\u0000hush", "h\u00FBsh-hush", "hush\r\nX-Other: 1")) {
            Connection connection = the(Authorizer.class).signIn(rig.server().uri(), rig.typed(), new Secret(secret));
            assertThat(connection).isInstanceOf(Connection.Denied.class);
            assertThat(connection.toString()).doesNotContain("hush", "X-Other");
        }
    }

    @TestFactory
    List<DynamicTest> everyDocumentedErrorHasItsOutcome() {
        return Arrays.stream(errors().strip().split("\n"))
                .map(line -> DynamicTest.dynamicTest(line, () -> comesTo(line.split("\\|"))))
                .toList();
    }

    private void comesTo(String... row) {
        assertThat(row).hasSize(4);
        Reply reply = page(Integer.parseInt(row[0].strip()), row[2].strip());
        for (String header :
                row[1].strip().equals("-") ? new String[0] : row[1].strip().split("; ")) {
            reply = reply.with(header.replaceFirst("=.*", ""), header.replaceFirst("[^=]*=", ""));
        }
        try (Rig fresh = rig()) {
            rig.close();
            rig = fresh;
            fresh.server().says(reply, fresh.posting(), 20);
            Outcome outcome = tried(key(), TEXT, attempt(null)).outcome();
            String what = outcome instanceof Outcome.Refused refused
                    ? refused.reason().name()
                    : outcome.getClass().getSimpleName();
            assertThat(what).as(outcome.toString()).isEqualTo(row[3].strip());
        }
    }
}
