package org.herald.core.models;

import static org.herald.core.repo.Names.*;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.ResourceBundle;
import javax.inject.Inject;
import org.apache.sling.api.SlingHttpServletRequest;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.models.annotations.Model;
import org.apache.sling.models.annotations.injectorspecific.OSGiService;
import org.apache.sling.models.annotations.injectorspecific.Self;
import org.herald.core.conversation.CommentOrder;
import org.herald.core.conversation.Comments;
import org.herald.core.conversation.ReadingOrder;
import org.herald.core.conversation.StoredComment;
import org.herald.core.profile.Connectors;
import org.herald.core.repo.Articles;
import org.herald.core.repo.WebAddress;
import org.herald.models.Comment;
import org.herald.models.Conversation;

/** Reads a page of the comments below the article that the component is on; of the others it knows the order alone. */
@Model(adaptables = SlingHttpServletRequest.class, adapters = Conversation.class)
public final class ConversationModel implements Conversation {
    private static final String PLACE = "#herald-conversation";

    private final Connectors connectors;
    private final Locale language;
    private final Resource folder;
    private final ReadingOrder order;
    private final ReadingOrder.Page page;
    private final Optional<LocalDate> closedOn;
    private final List<Shown> shown;
    private final ThreadMarkup.Words words;

    /** What a reader asks for: a page's number, or a comment by its name; 0 and empty for nothing of the kind. */
    public record Asked(int page, String comment) {
        private static final String NUMBER = "[0-9]{1,6}";

        static Asked of(String page, String comment) {
            boolean number = page != null && page.matches(NUMBER);
            return new Asked(number ? Integer.parseInt(page) : 0, comment == null ? "" : comment);
        }
    }

    @Inject
    public ConversationModel(@Self SlingHttpServletRequest request, @OSGiService Connectors connectors) {
        this(
                request.getResource(),
                connectors,
                Asked.of(request.getParameter("comments"), request.getParameter("comment")),
                request::getResourceBundle,
                Clock.systemUTC());
    }

    /** Where messages of a language are. */
    public interface Bundles {
        /** Those of a language. */
        ResourceBundle of(Locale language);
    }

    /** The same, asked for a page of it. */
    public ConversationModel(Resource component, Connectors connectors, Asked asked, Bundles bundles, Clock clock) {
        this.connectors = connectors;
        Resource content = content(component);
        this.language = content == null ? Locale.ENGLISH : Articles.language(content.getParent());
        ResourceBundle messages = bundles.of(language);
        this.words = message -> translated(messages, message);
        Resource comments = content == null ? null : content.getChild(NN_COMMENTS);
        this.folder = comments == null || !Comments.isComments(comments) ? null : comments;
        this.order = folder == null ? ReadingOrder.empty() : CommentOrder.of(folder);
        this.page = order.pageOf(asked.comment()).orElseGet(() -> order.page(asked.page()));
        this.closedOn = closedOn(component.getValueMap().get(PN_CLOSED_ON, ""), LocalDate.now(clock));
        this.shown = folder == null ? List.of() : read();
    }

    private static Resource content(Resource component) {
        Resource content = component;
        while (content != null && !NN_CONTENT.equals(content.getName())) {
            content = content.getParent();
        }
        return content;
    }

    private static String translated(ResourceBundle messages, String message) {
        try {
            return messages == null ? message : messages.getString(message);
        } catch (MissingResourceException e) {
            return message;
        }
    }

    /** What is no day closes nothing. */
    private static Optional<LocalDate> closedOn(String day, LocalDate today) {
        try {
            return Optional.of(LocalDate.parse(day)).filter(closed -> !closed.isAfter(today));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private List<Shown> read() {
        DateTimeFormatter format = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(language)
                .withZone(ZoneId.systemDefault());
        Map<String, String> titles = new HashMap<>();
        List<Shown> read = new ArrayList<>(page.to() - page.from());
        for (ReadingOrder.Placed placed : order.placed().subList(page.from(), page.to())) {
            comment(placed.entry().name()).ifPresent(comment -> {
                String parent = placed.depth() == 0 ? "" : placed.entry().parent();
                String title = titles.computeIfAbsent(comment.network(), connectors::title);
                read.add(new Shown(comment, placed.depth(), parent, title, format.format(comment.at())));
            });
        }
        return read;
    }

    /** What is in the order and not there, or was not said in public, is not shown. */
    private Optional<StoredComment> comment(String name) {
        return Optional.ofNullable(folder.getChild(name)).map(StoredComment::of).filter(comment -> comment.visibility()
                .mayBeShown());
    }

    @Override
    public List<Comment> getComments() {
        return shown.stream().<Comment>map(CommentModel::new).toList();
    }

    @Override
    public String getThread() {
        return ThreadMarkup.of(shown, words, name -> comment(name)
                .map(comment -> comment.author().name()));
    }

    @Override
    public int getCount() {
        return order.placed().size();
    }

    @Override
    public boolean isEmpty() {
        return getCount() == 0;
    }

    @Override
    public int getFirst() {
        return isEmpty() ? 0 : page.from() + 1;
    }

    @Override
    public int getLast() {
        return page.to();
    }

    @Override
    public String getOlder() {
        return page.number() == 1 ? "" : address(page.number() - 1);
    }

    @Override
    public String getNewer() {
        return page.number() == page.pages() ? "" : address(page.number() + 1);
    }

    private static String address(int number) {
        return "?comments=" + number + PLACE;
    }

    @Override
    public List<Source> getSources() {
        return order.networks().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .<Source>map(one -> new SourceModel(one.getKey(), connectors.title(one.getKey()), one.getValue(), ""))
                .toList();
    }

    @Override
    public List<Source> getPosts() {
        return Comments.posts(folder).stream()
                .map(post -> post.split("\t", 2))
                .filter(post -> post.length == 2 && WebAddress.of(post[1]).isPresent())
                .<Source>map(post -> new SourceModel(
                        post[0],
                        connectors.title(post[0]),
                        0,
                        WebAddress.of(post[1]).orElseThrow()))
                .sorted(Comparator.comparing(Source::getTitle))
                .toList();
    }

    @Override
    public boolean isClosed() {
        return closedOn.isPresent();
    }

    @Override
    public String getClosedOn() {
        return closedOn.map(DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(language)::format)
                .orElse("");
    }

    @Override
    public String getLanguage() {
        return language.toLanguageTag();
    }

    @Override
    public String getLocale() {
        return language.toString();
    }

    /** Its parts are not called as templates call them: HTL would ask the record, which is hidden from it, and show nothing. */
    private record SourceModel(String network, String name, long comments, String post) implements Source {
        @Override
        public String getId() {
            return network;
        }

        @Override
        public String getTitle() {
            return name;
        }

        @Override
        public boolean isSigned() {
            return Shown.isSigned(network);
        }

        @Override
        public long getCount() {
            return comments;
        }

        @Override
        public String getUrl() {
            return post;
        }
    }
}
