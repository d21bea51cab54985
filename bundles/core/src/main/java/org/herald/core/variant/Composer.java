package org.herald.core.variant;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.herald.Attachment;
import org.herald.Finding;
import org.herald.TextCheck;
import org.herald.core.repo.Article;
import org.herald.spi.Limits;
import org.herald.spi.NetworkTraits;

/** Says an article in the way that suits a network. Pure. */
public final class Composer {
    private static final int MAX_HASHTAGS = 3;
    /** Hashtags that take more than this part of the room are left out: the text matters more. */
    private static final int HASHTAG_PART = 4;

    private static final String GAP = "\n\n";

    private Composer() {}

    /**
     * Proposes a text. Where the network builds the card from the link, the text carries title, description,
     * hashtags and link; where Herald builds the card, title and link are on it and the text does not repeat them.
     */
    public static String compose(Article article, NetworkTraits traits, Limits limits) {
        String wanted = hashtags(article.tags(), MAX_HASHTAGS);
        boolean modest = TextLength.of(wanted, limits) <= limits.text().maxLength() / HASHTAG_PART;
        String hashtags = modest ? wanted : "";
        if (traits.cards() == NetworkTraits.Cards.BY_CLIENT && article.url().isPresent()) {
            String lead = article.description().isEmpty() ? article.title() : article.description();
            return join(cut(lead, hashtags, limits), hashtags);
        }
        String link = article.url().map(URI::toString).orElse("");
        String tail = join(hashtags, link);
        String body = join(article.title(), article.description());
        String cut = cut(body, tail, limits);
        return join(cut.isEmpty() ? cut(article.title(), tail, limits) : cut, tail);
    }

    /** Says a text that somebody wrote for all networks as this one can: shortened, and with the link. */
    public static String adapt(String text, Article article, NetworkTraits traits, Limits limits) {
        String link = article.url().map(URI::toString).orElse("");
        boolean linked = link.isEmpty() || text.contains(link) || traits.cards() == NetworkTraits.Cards.BY_CLIENT;
        String said = text.strip();
        if (!text.contains(link) || link.isEmpty()) {
            return join(cut(said, linked ? "" : link, limits), linked ? "" : link);
        }
        return TextLength.fits(said, limits)
                ? said
                : join(cut(said.replace(link, "").strip(), link, limits), link); // the link is never lost
    }

    private static String cut(String lead, String tail, Limits limits) {
        int room = limits.text().maxLength() - (tail.isEmpty() ? 0 : TextLength.of(GAP + tail, limits));
        String cut = TextLength.cut(lead, room, limits);
        while (!TextLength.fits(join(cut, tail), limits) && room > 0) {
            room = room * 9 / 10;
            cut = TextLength.cut(lead, room, limits);
        }
        return cut;
    }

    private static String join(String... parts) {
        return Arrays.stream(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(GAP));
    }

    /** Writes tags as hashtags in CamelCase, so that screen readers tell the words apart. */
    static String hashtags(List<String> tags, int max) {
        return tags.stream()
                .map(Composer::hashtag)
                .filter(tag -> tag.length() > 1)
                .distinct()
                .limit(max)
                .collect(Collectors.joining(" "));
    }

    private static String hashtag(String title) {
        return Arrays.stream(title.split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, word.offsetByCodePoints(0, 1)).toUpperCase(java.util.Locale.ROOT)
                        + word.substring(word.offsetByCodePoints(0, 1)))
                .collect(Collectors.joining("", "#", ""));
    }

    /** Measures a text and tells what is wrong with it. */
    public static TextCheck check(
            String text, Attachment attachment, Article article, NetworkTraits traits, Limits limits, Gate gate) {
        Reading reading = new Reading(text);
        boolean linkOnCard = traits.cards() == NetworkTraits.Cards.BY_CLIENT && attachment == Attachment.CARD;
        Rules.Candidate candidate = new Rules.Candidate(
                reading,
                attachment,
                article.url().map(URI::toString).orElse(""),
                linkOnCard,
                attachment == Attachment.PICTURE ? 1 : 0,
                article.imageAlt());
        return check(reading, limits, Rules.check(candidate, limits, gate));
    }

    /** Measures a text that stands alone, an answer, say. */
    public static TextCheck check(String text, Limits limits) {
        Reading reading = new Reading(text);
        return check(reading, limits, Rules.text(reading, limits));
    }

    private static TextCheck check(Reading reading, Limits limits, List<Finding> findings) {
        return new TextCheck(
                TextLength.of(reading, limits.text()),
                limits.text().maxLength(),
                findings,
                reading.spans(limits.text().counting()),
                limits.source() + ", " + limits.asOf());
    }

    /** What may go with a text on this network. */
    public static List<Attachment> choices(Article article) {
        List<Attachment> choices = new ArrayList<>();
        if (article.url().isPresent()) {
            choices.add(Attachment.CARD);
        }
        if (!article.image().isEmpty()) {
            choices.add(Attachment.PICTURE);
        }
        choices.add(Attachment.NONE);
        return choices;
    }

    /** What goes with a text unless the editor chooses otherwise: the card where Herald builds it, else the picture. */
    public static Attachment preferred(Article article, NetworkTraits traits) {
        List<Attachment> choices = choices(article);
        Attachment wish = traits.cards() == NetworkTraits.Cards.BY_CLIENT ? Attachment.CARD : Attachment.PICTURE;
        return choices.contains(wish) ? wish : choices.get(0);
    }
}
