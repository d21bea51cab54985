package org.herald.connectors.telegram;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.herald.spi.Account;
import org.herald.spi.RemoteRef;

/**
 * Where a message stands, and how that is written into a reference. A post has its number in the channel as its id, and
 * in the place of a version what an edit and a deletion must know: whether it has a picture, and the numbers of the rest
 * of an album. What is said in the discussion group has the group before its number.
 *
 * @param chat the number of the channel or the group
 * @param ids of the message; of an album all, the first of which has the text
 */
record Place(long chat, List<Long> ids, boolean media) {
    private static final String MEDIA = "media";

    /** Copies the list. */
    Place {
        ids = List.copyOf(ids);
    }

    /** Reads what {@link #ref} wrote. */
    static Place of(Account account, RemoteRef ref) {
        int slash = ref.id().indexOf('/');
        long chat = Long.parseLong(slash < 0 ? account.remoteId() : ref.id().substring(0, slash));
        List<String> words = Arrays.asList(ref.version().split(" "));
        List<Long> ids = new ArrayList<>();
        ids.add(Long.parseLong(ref.id().substring(slash + 1)));
        words.stream().skip(1).map(Long::parseLong).forEach(ids::add);
        return new Place(chat, ids, words.get(0).equals(MEDIA));
    }

    /** Where messages stand that a request put there. */
    static Place of(List<Message> messages) {
        Message first = messages.get(0);
        return new Place(first.chat(), messages.stream().map(Message::id).toList(), first.hasMedia());
    }

    long id() {
        return ids.get(0);
    }

    boolean isAlbum() {
        return ids.size() > 1;
    }

    /** A post in the channel. */
    RemoteRef post(Account account) {
        return new RemoteRef(Long.toString(id()), version(), address(account, Long.toString(id()), ""));
    }

    /** Something said in the group below a post. */
    RemoteRef said(Account account, String post) {
        return new RemoteRef(groupId(chat, id()), version(), address(account, post, "?comment=" + id()));
    }

    /** The id of what is said in a group. */
    static String groupId(long group, long message) {
        return group + "/" + message;
    }

    private String version() {
        if (!media) {
            return "";
        }
        return MEDIA + ids.stream().skip(1).map(id -> " " + id).collect(Collectors.joining());
    }

    /** Only what a channel with a name says has an address that everybody can read. */
    private static URI address(Account account, String post, String comment) {
        String name = account.handle().replaceFirst("^@", "");
        return name.matches("[A-Za-z][A-Za-z0-9_]{3,31}")
                ? URI.create("https://t.me/" + name + "/" + post + comment)
                : null;
    }
}
