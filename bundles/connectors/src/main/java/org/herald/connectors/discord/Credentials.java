package org.herald.connectors.discord;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.herald.kit.http.Request;
import org.herald.spi.Secret;

/**
 * What an admin pastes: the address of a webhook and, behind a blank, the token of a bot, if there is one. Prints
 * nothing of it.
 *
 * @param botToken empty where there is no bot
 */
record Credentials(String host, String webhookId, String webhookToken, Optional<String> botToken) {
    private static final Pattern ADDRESS = Pattern.compile(
            "https?://(?<host>[^/\\s]+)/api(?:/v[0-9]+)?/webhooks/(?<id>[0-9]{17,20})/(?<token>[A-Za-z0-9_-]{60,100})/?");
    /** Three groups between dots; an address is none, nor is a client secret. */
    private static final Pattern BOT = Pattern.compile("[A-Za-z0-9_-]{18,}\\.[A-Za-z0-9_-]{4,}\\.[A-Za-z0-9_-]{20,}");

    /** Under these names Discord gives its webhooks' addresses out. */
    private static final Set<String> DISCORD =
            Set.of("discord.com", "discordapp.com", "ptb.discord.com", "canary.discord.com");

    private static final String HOW =
            " Paste the webhook's address (channel settings, Integrations, Webhooks, Copy Webhook URL) and, if Herald is"
                    + " to read and answer, a blank and the bot's token behind it.";

    /** What was pasted makes no sense. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String why) {
            super(why, null, false, false);
        }
    }

    /**
     * Reads what was pasted.
     *
     * @throws Unreadable with a sentence for the admin that says what is wrong and tells nothing of the secret
     */
    static Credentials of(Secret secret) throws Unreadable {
        String[] words = secret.reveal().strip().split("\\s+");
        if (words.length > 2) {
            throw new Unreadable("That is more than a webhook's address and a bot's token." + HOW);
        }
        String first = words[0];
        if (BOT.matcher(first).matches()) {
            throw new Unreadable("The address of the webhook is missing before the bot's token." + HOW);
        }
        if (first.contains("?") || first.contains("#")) {
            throw new Unreadable("A webhook's address ends with its token: leave out what begins with “?”." + HOW);
        }
        Matcher address = ADDRESS.matcher(first);
        if (!address.matches()) {
            throw new Unreadable("That does not begin with the whole address of a Discord webhook." + HOW);
        }
        return new Credentials(
                address.group("host"),
                address.group("id"),
                address.group("token"),
                words.length == 2 ? Optional.of(bot(words[1])) : Optional.empty());
    }

    private static String bot(String token) throws Unreadable {
        if (!Request.isToken(token) || !BOT.matcher(token).matches()) {
            throw new Unreadable(
                    "What stands behind the webhook's address is no bot's token: copy it from the page “Bot”"
                            + " of your application at discord.com/developers; it is neither the client secret nor the public"
                            + " key.");
        }
        return token;
    }

    /** Whether the webhook is one of that server: its token must go to no other. */
    boolean isOf(URI server) {
        String asked = server.getAuthority();
        return host.equalsIgnoreCase(asked) || DISCORD.contains(asked) && DISCORD.contains(host);
    }

    @Override
    public String toString() {
        return "Credentials of webhook " + webhookId;
    }
}
