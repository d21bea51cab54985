package org.herald.core.models;

import static org.herald.core.repo.Names.*;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.inject.Inject;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ValueMap;
import org.apache.sling.models.annotations.Model;
import org.apache.sling.models.annotations.injectorspecific.OSGiService;
import org.apache.sling.models.annotations.injectorspecific.Self;
import org.herald.Visibility;
import org.herald.core.collect.Sanitizer;
import org.herald.core.conversation.Attached;
import org.herald.core.profile.Connectors;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.WebAddress;
import org.herald.models.Comment;
import org.herald.models.Conversation;

/** Reads the comments below the page that the component is on, and puts each under what it answers. */
@Model(adaptables = Resource.class, adapters = Conversation.class)
public final class ConversationModel implements Conversation {
    private static final int MAX_DEPTH = 6;

    private final List<Comment> comments;

    @Inject
    public ConversationModel(@Self Resource component, @OSGiService Connectors connectors) {
        Resource content = content(component);
        Resource folder = content == null ? null : content.getChild(NN_COMMENTS);
        boolean readers =
                folder != null && NT_COMMENTS.equals(folder.getValueMap().get(PN_PRIMARY_TYPE, ""));
        this.comments = !readers ? List.of() : thread(folder, language(content), connectors);
    }

    private static Resource content(Resource component) {
        Resource content = component;
        while (content != null && !NN_CONTENT.equals(content.getName())) {
            content = content.getParent();
        }
        return content;
    }

    private static Locale language(Resource content) {
        return Articles.read(content.getResourceResolver(), content.getParent().getPath())
                .language();
    }

    private record Read(String name, String parent, Instant at, boolean own, ValueMap values) {}

    private static List<Comment> thread(Resource folder, Locale language, Connectors connectors) {
        Map<String, Read> all = new HashMap<>();
        for (Resource child : folder.getChildren()) {
            ValueMap values = child.getValueMap();
            if (Visibility.valueOf(values.get(PN_VISIBILITY, Visibility.DIRECT.name()))
                    .mayBeShown()) {
                Instant at = Nodes.instant(values, PN_AT).orElse(Instant.EPOCH);
                String parent = Nodes.string(values, PN_PARENT);
                all.put(child.getName(), new Read(child.getName(), parent, at, values.get(PN_OWN, false), values));
            }
        }
        return inReadingOrder(all, language, connectors);
    }

    private static List<Comment> inReadingOrder(Map<String, Read> all, Locale language, Connectors connectors) {
        Map<String, List<Read>> answers = new HashMap<>();
        for (Read read : all.values()) {
            boolean parentShown = all.containsKey(read.parent());
            if (parentShown || read.parent().isEmpty() || !read.own()) {
                answers.computeIfAbsent(parentShown ? read.parent() : "", k -> new ArrayList<>())
                        .add(read);
            }
        }
        answers.values().forEach(list -> list.sort(Comparator.comparing(Read::at)));
        DateTimeFormatter format = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(language)
                .withZone(ZoneId.systemDefault());
        List<Comment> ordered = new ArrayList<>(all.size());
        Deque<Level> open = new ArrayDeque<>();
        push(open, answers.getOrDefault("", List.of()), 0, "");
        while (!open.isEmpty()) {
            Level next = open.pop();
            ordered.add(new CommentModel(next, connectors.title(next.values().get(PN_NETWORK, "")), format));
            push(open, answers.getOrDefault(next.name(), List.of()), next.depth() + 1, next.name());
        }
        return ordered;
    }

    private static void push(Deque<Level> open, List<Read> reads, int depth, String parent) {
        for (int i = reads.size() - 1; i >= 0; i--) {
            Read read = reads.get(i);
            open.push(new Level(read.name(), parent, Math.min(depth, MAX_DEPTH), read.at(), read.values()));
        }
    }

    private record Level(String name, String parent, int depth, Instant at, ValueMap values) {}

    @Override
    public List<Comment> getComments() {
        return comments;
    }

    @Override
    public int getCount() {
        return comments.size();
    }

    @Override
    public boolean isEmpty() {
        return comments.isEmpty();
    }

    /** Something attached to a comment as the template shows it. */
    private record AttachedModel(Attached medium) implements Comment.Medium {
        @Override
        public String getKind() {
            return medium.kind().name();
        }

        @Override
        public String getUrl() {
            return WebAddress.of(medium.url()).orElse("");
        }

        @Override
        public String getDescription() {
            return Sanitizer.line(medium.description());
        }
    }

    /** One comment as the template shows it. */
    private record CommentModel(Level level, String networkTitle, DateTimeFormatter format) implements Comment {
        @Override
        public String getAnchor() {
            return "comment-" + level.name();
        }

        @Override
        public String getParentAnchor() {
            return level.parent().isEmpty() ? "" : "comment-" + level.parent();
        }

        @Override
        public int getDepth() {
            return level.depth();
        }

        @Override
        public String getAuthor() {
            return Nodes.string(level.values(), PN_AUTHOR_NAME);
        }

        @Override
        public String getHandle() {
            return Nodes.string(level.values(), PN_AUTHOR_HANDLE);
        }

        @Override
        public String getNetwork() {
            return networkTitle;
        }

        @Override
        public String getUrl() {
            return Nodes.string(level.values(), PN_URL);
        }

        @Override
        public String getTime() {
            return level.at().toString();
        }

        @Override
        public String getDate() {
            return format.format(level.at());
        }

        @Override
        public String getText() {
            return Sanitizer.html(Nodes.string(level.values(), PN_TEXT)); // whoever wrote it there
        }

        @Override
        public String getWarning() {
            return Sanitizer.line(Nodes.string(level.values(), PN_WARNING));
        }

        @Override
        public List<Medium> getMedia() {
            return Attached.of(level.values()).stream()
                    .<Medium>map(AttachedModel::new)
                    .toList();
        }

        @Override
        public boolean isOwn() {
            return level.values().get(PN_OWN, false);
        }
    }
}
