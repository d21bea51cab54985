package org.herald.core.variant;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.herald.Attachment;
import org.herald.Finding;
import org.herald.MediaFile;
import org.herald.Part;
import org.herald.TextCheck;
import org.herald.core.media.MediaInfo;
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
    public static String compose(
            Article article, NetworkTraits traits, Limits all, String signature, boolean linkInComment) {
        Limits limits = all.of(preferred(article, traits) == Attachment.MEDIA);
        String wanted = hashtags(article.tags(), MAX_HASHTAGS);
        boolean modest = TextLength.of(wanted, limits) <= limits.text().maxLength() / HASHTAG_PART;
        String hashtags = modest ? wanted : "";
        if (traits.cards() == NetworkTraits.Cards.BY_CLIENT && article.url().isPresent()) {
            String lead = article.description().isEmpty() ? article.title() : article.description();
            String end = join(hashtags, signature);
            return join(cut(lead, end, limits), end);
        }
        String link = linkInComment ? "" : article.url().map(URI::toString).orElse("");
        String tail = join(hashtags, link, signature);
        String body = join(article.title(), article.description());
        String cut = cut(body, tail, limits);
        return join(cut.isEmpty() ? cut(article.title(), tail, limits) : cut, tail);
    }

    /**
     * Says a text that somebody wrote for all networks as this one can: shortened, with the link, and signed.
     *
     * @param thread whether it becomes several posts instead of being shortened
     */
    public static String adapt(
            String text, Article article, NetworkTraits traits, Limits all, String signature, boolean thread) {
        Limits limits = all.of(preferred(article, traits) == Attachment.MEDIA);
        String link = article.url().map(URI::toString).orElse("");
        boolean held = !link.isEmpty() && text.contains(link);
        boolean wanted = !link.isEmpty() && (held || traits.cards() != NetworkTraits.Cards.BY_CLIENT);
        String said = text.strip();
        String whole = signed(held || !wanted ? said : join(said, link), signature);
        if (thread || TextLength.fits(new ParsedText(whole), limits)) {
            return whole;
        }
        String tail = join(wanted ? link : "", signature); // the link is never lost
        return join(cut(said.replace(held ? link : "\0", "").strip(), tail, limits), tail);
    }

    /** The text with the signature that it needs at its end. */
    static String signed(String text, String signature) {
        return signature.isEmpty() || text.contains(signature) ? text : join(text, signature);
    }

    private static String cut(String lead, String tail, Limits limits) {
        int room = limits.text().maxLength() - (tail.isEmpty() ? 0 : TextLength.of(GAP + tail, limits));
        ParsedText reading = new ParsedText(lead);
        String cut = TextLength.cut(reading, room, limits);
        while (!TextLength.fits(new ParsedText(join(cut, tail)), limits) && room > 0) {
            room = room * 9 / 10;
            cut = TextLength.cut(reading, room, limits);
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

    /**
     * What a profile shall say.
     *
     * @param comment the first comment; empty for none
     * @param thread whether a text that is too long becomes several posts
     */
    public record Wording(String text, Attachment attachment, List<MediaFile> media, String comment, boolean thread) {
        /** Copies the list. */
        public Wording {
            media = List.copyOf(media);
        }

        private boolean isWithMedia() {
            return attachment == Attachment.MEDIA && !media.isEmpty();
        }
    }

    /** The posts that a text becomes, one below the other, and the first comment below them. */
    public static List<String> parts(Wording wording, Limits limits) {
        List<String> parts = new ArrayList<>();
        String text = wording.text().strip();
        pieces(new ParsedText(text), wording.thread(), limits.of(wording.isWithMedia()))
                .forEach(piece -> parts.add(piece.text()));
        if (!wording.comment().isBlank()) {
            parts.add(wording.comment().strip());
        }
        return parts;
    }

    private static List<Split.Piece> pieces(ParsedText reading, boolean thread, Limits limits) {
        return thread && limits.text().threads()
                ? Split.of(reading, limits)
                : List.of(new Split.Piece(reading, 0, reading.text().length()));
    }

    /** Measures a text and tells what is wrong with it. */
    public static TextCheck check(
            Wording wording,
            Function<String, MediaInfo> looks,
            Article article,
            NetworkTraits traits,
            Limits all,
            RuleSeverities gate,
            PersonalVoice speaker) {
        Limits limits = all.of(wording.isWithMedia());
        ParsedText reading = new ParsedText(wording.text());
        boolean linkOnCard = traits.cards() == NetworkTraits.Cards.BY_CLIENT && wording.attachment() == Attachment.CARD;
        List<Split.Piece> pieces = pieces(reading, wording.thread(), limits);
        Candidate candidate = Candidate.builder()
                .text(reading)
                .pieces(pieces)
                .attachment(wording.attachment())
                .link(article.url().map(URI::toString).orElse(""))
                .linkOnCard(linkOnCard)
                .media(wording.media().stream()
                        .map(file -> new Candidate.Medium(file, looks.apply(file.path())))
                        .toList())
                .comment(wording.comment())
                .signature(speaker.signature())
                .language(speaker.language(article.language()))
                .tone(speaker.voice().tone())
                .build();
        return check(pieces, limits, Rules.check(candidate, limits, gate));
    }

    /**
     * Measures an answer with what is put before it to address somebody; places are told in the answer as it was written.
     *
     * @param sent the answer as it goes to the network
     */
    public static TextCheck check(String text, String sent, Limits limits, PersonalVoice speaker) {
        int before = sent.endsWith(text) ? sent.length() - text.length() : 0;
        if (before == 0 || text.isBlank()) {
            return check(text, limits, speaker);
        }
        List<Finding> findings = new ArrayList<>();
        ParsedText reading = new ParsedText(sent);
        Rules.text(reading, limits).forEach(finding -> findings.add(finding.movedBack(before)));
        VoiceRules.signature(text, speaker.signature(), findings);
        return check(List.of(new Split.Piece(reading, 0, sent.length())), limits, findings);
    }

    /** Measures a text that stands alone, an answer, say. */
    public static TextCheck check(String text, Limits limits, PersonalVoice speaker) {
        ParsedText reading = new ParsedText(text);
        List<Finding> findings = new ArrayList<>(Rules.text(reading, limits));
        VoiceRules.signature(text, speaker.signature(), findings);
        return check(List.of(new Split.Piece(reading, 0, text.length())), limits, findings);
    }

    private static TextCheck check(List<Split.Piece> pieces, Limits limits, List<Finding> findings) {
        List<Part> parts = pieces.stream()
                .map(Split.Piece::reading)
                .map(reading -> new Part(
                        reading.text(),
                        TextLength.of(reading, limits.text()),
                        reading.spans(limits.text().counting())))
                .toList();
        return new TextCheck(
                parts.stream().mapToInt(Part::length).max().orElse(0),
                limits.text().maxLength(),
                findings,
                parts,
                limits.source() + ", " + limits.asOf());
    }

    /** What may go with a text on this network. */
    public static List<Attachment> choices(Article article) {
        List<Attachment> choices = new ArrayList<>();
        if (article.url().isPresent()) {
            choices.add(Attachment.CARD);
        }
        choices.add(Attachment.MEDIA);
        choices.add(Attachment.NONE);
        return choices;
    }

    /** What goes with a text unless the editor chooses otherwise: the card where Herald builds it, else the picture. */
    public static Attachment preferred(Article article, NetworkTraits traits) {
        boolean card = article.url().isPresent();
        boolean picture = !article.image().isEmpty();
        if (card && (traits.cards() == NetworkTraits.Cards.BY_CLIENT || !picture)) {
            return Attachment.CARD;
        }
        return picture ? Attachment.MEDIA : Attachment.NONE;
    }
}
