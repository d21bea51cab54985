package org.herald.connectors.instagram;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import org.herald.connectors.meta.GraphApi;
import org.herald.connectors.meta.PageAccount;
import org.herald.kit.http.Answer;
import org.herald.spi.Account;
import org.herald.spi.RemoteRef;

/** The JSON documents of the Instagram API, with what is read of them. */
final class Documents {
    /** How the reference of a comment is told from that of a post. */
    static final String COMMENT = "comment";

    private Documents() {}

    /** A page, with the account that belongs to it. */
    record PageNode(
            String id, String name, @JsonProperty("instagram_business_account") PageAccount.Instagram instagram) {}

    /** A post of the account's. */
    record IgPost(String id, String caption, String timestamp, String permalink) {
        boolean isWhole() {
            return id != null && !id.isEmpty();
        }

        RemoteRef ref() {
            return new RemoteRef(id, "", uri(permalink));
        }
    }

    record Comment(
            String id,
            String text,
            String timestamp,
            String username,
            Writer from,
            boolean hidden,
            @JsonProperty("parent_id") String parent,
            Replies replies) {
        boolean isWhole() {
            return id != null && !id.isEmpty();
        }

        RemoteRef ref() {
            return new RemoteRef(id, COMMENT, null);
        }

        String name() {
            String named = username == null && from != null ? from.username() : username;
            return named == null ? "" : named;
        }

        /** The id alone tells whose it is. */
        boolean isBy(Account account) {
            return from != null && account.remoteId().equals(from.id());
        }

        /** Whether nothing tells that somebody else wrote it. */
        boolean mayBeBy(Account account) {
            if (from != null && from.id() != null) {
                return isBy(account);
            }
            return name().isEmpty() || name().equalsIgnoreCase(account.handle().replaceFirst("^@", ""));
        }
    }

    record Writer(String id, String username) {}

    /** The first answers to a comment. */
    record Replies(List<Comment> data, Paging paging) {}

    record Paging(Cursors cursors, String next) {
        /** Whether there is more that cannot be asked for. */
        boolean isCut() {
            return next != null && after().isEmpty();
        }

        /** The cursor of what follows; empty where nothing does. */
        String after() {
            return next == null || cursors == null || cursors.after() == null ? "" : cursors.after();
        }
    }

    record Cursors(String after) {}

    /** How far the work on a container is. */
    record Work(@JsonProperty("status_code") String code, String status) {
        /** What an answer tells of it; empty where it tells nothing. */
        static Optional<Work> of(Answer answer) {
            return GraphApi.document(answer, Work.class).filter(work -> work.code() != null);
        }
    }

    record Quota(@JsonProperty("quota_usage") Integer used, Config config) {
        /** Whether there is room for one more; also where it is not told. */
        boolean hasRoom() {
            return used == null || config == null || config.total() == null || used < config.total();
        }
    }

    record Config(@JsonProperty("quota_total") Integer total) {}

    private static URI uri(String address) {
        try {
            return address == null || address.isEmpty() ? null : new URI(address);
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
