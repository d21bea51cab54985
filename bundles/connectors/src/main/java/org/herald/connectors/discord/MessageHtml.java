package org.herald.connectors.discord;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.herald.connectors.discord.Documents.User;

/** Makes HTML of what somebody wrote: its lines, its names, and nothing that Discord would make of its marks. Pure. */
final class MessageHtml {
    /** A person, a role, a channel, an emoji of the server's own, or a time. */
    private static final Pattern NAMED =
            Pattern.compile("<(?:@!?(?<user>[0-9]+)|@&[0-9]+|#[0-9]+|a?:(?<emoji>\\w+):[0-9]+|t:[0-9]+(?::\\w)?)>");

    private MessageHtml() {}

    /**
     * The HTML.
     *
     * @param mentions the people whom the text names
     */
    static String of(String text, List<User> mentions) {
        Map<String, String> names = new HashMap<>();
        for (User user : mentions == null ? List.<User>of() : mentions) {
            if (user.id() != null && user.username() != null) {
                names.put(user.id(), user.username());
            }
        }
        StringBuilder html = new StringBuilder();
        Matcher named = NAMED.matcher(text);
        int from = 0;
        while (named.find()) {
            html.append(escaped(text.substring(from, named.start()))).append(escaped(read(named, names)));
            from = named.end();
        }
        return html.append(escaped(text.substring(from))).toString();
    }

    private static String read(Matcher named, Map<String, String> names) {
        if (named.group("emoji") != null) {
            return ":" + named.group("emoji") + ":";
        }
        String user = named.group("user");
        return user != null && names.containsKey(user) ? "@" + names.get(user) : named.group();
    }

    private static String escaped(String text) {
        return PlainText.read(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\r\n", "\n")
                .replace("\n", "<br>");
    }
}
