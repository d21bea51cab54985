package org.herald.core.workflow;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.jcr.Node;
import javax.jcr.RepositoryException;
import javax.jcr.Session;
import org.herald.core.guard.Content;
import org.herald.core.guard.ContentHash;
import org.herald.core.guard.Unseen;
import org.herald.core.repo.Names;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/**
 * What a page shows that lies elsewhere: files (their bytes, and what their metadata say of them: alternative text,
 * captions, focus) and components, and what those show in turn. Pages are linked rather than shown, and count where the
 * CMS's component for references names one; folders and sites never do.
 */
final class References {
    /** So many are looked at; a page that shows more is not told apart by the rest. */
    private static final int MOST = 500;

    private static final Pattern PLACE = Pattern.compile("/(content|static)/[^<>\\p{Cntrl}]{1,1000}");
    private static final String REFERENCE = "reference";
    private static final Set<String> LINKED = Set.of("sling:Site", "sling:Folder", "sling:OrderedFolder", "nt:folder");

    private final Session session;
    private final String page;
    private final SortedMap<String, String> found = new TreeMap<>();
    private final Deque<Content> left = new ArrayDeque<>();

    private References(Session session, String page) {
        this.session = session;
        this.page = page;
    }

    /** What is shown by reference: its path, and the hash of it. */
    static SortedMap<String, String> of(Node page) throws RepositoryException {
        References references = new References(page.getSession(), page.getPath());
        references.left.add(new JcrContent(page));
        while (!references.left.isEmpty()) {
            references.look(references.left.remove(), true);
        }
        return references.found;
    }

    /** What is shown by reference, in words: by path, what stands where in it. */
    static Map<String, Map<String, String>> inWords(Node page) {
        try {
            return words(page.getSession(), of(page).keySet());
        } catch (RepositoryException e) {
            throw unreadable(e);
        }
    }

    /** The same of files that posts show, and the page does not. */
    static Map<String, Map<String, String>> ofFiles(Node page, Set<String> files) {
        try {
            Set<String> others = new TreeSet<>(files);
            others.removeAll(of(page).keySet());
            return words(page.getSession(), others);
        } catch (RepositoryException e) {
            throw unreadable(e);
        }
    }

    private static IllegalStateException unreadable(RepositoryException e) {
        return new IllegalStateException("cannot read what the article shows", e);
    }

    private static Map<String, Map<String, String>> words(Session session, Set<String> paths)
            throws RepositoryException {
        Map<String, Map<String, String>> words = new TreeMap<>();
        for (String path : paths) {
            if (session.nodeExists(path)) {
                words.put(path, Difference.words(session.getNode(path)));
            }
        }
        return words;
    }

    private void look(Content node, boolean top) throws RepositoryException {
        for (Content.Field field : node.fields()) {
            if (!Unseen.VOLATILE.contains(field.name())) {
                for (String place : places(field)) {
                    add(place, field.name().equals(REFERENCE));
                }
            }
        }
        for (Content child : node.children()) {
            boolean comments = Unseen.isComments(node.name(), child.name(), child.type());
            boolean other = top && !child.name().equals(Names.NN_CONTENT) && ContentHash.isReadApart(child.type());
            if (!comments && !other) {
                look(child, false);
            }
        }
    }

    private static Set<String> places(Content.Field field) {
        return field.values().stream()
                .flatMap(value -> value instanceof Content.Value.Text text ? places(text.text()) : Stream.of())
                .filter(place -> PLACE.matcher(place).matches())
                .collect(Collectors.toSet());
    }

    private static Stream<String> places(String text) {
        if (!text.contains("<")) {
            return Stream.of(text.strip());
        }
        return Jsoup.parseBodyFragment(text).select("[src],[poster],[srcset],[data]").stream()
                .flatMap(References::sources);
    }

    private static Stream<String> sources(Element element) {
        Stream<String> several = Stream.of(element.attr("srcset").split(","))
                .map(part -> part.strip().split("\\s")[0]);
        return Stream.concat(several, Stream.of(element.attr("src"), element.attr("poster"), element.attr("data")))
                .map(References::decoded);
    }

    private static String decoded(String address) {
        try {
            return URLDecoder.decode(address.replaceFirst("[?#].*$", "").replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return address;
        }
    }

    private void add(String place, boolean pages) throws RepositoryException {
        Optional<Node> node = find(place);
        if (node.isEmpty() || found.size() >= MOST) {
            return;
        }
        String path = node.get().getPath();
        Content content = new JcrContent(node.get());
        boolean isPage = content.type().equals(Names.NT_PAGE);
        boolean own = path.equals(page) || path.startsWith(page + "/" + Names.NN_CONTENT);
        if (own || LINKED.contains(content.type()) || isPage && !pages || found.containsKey(path)) {
            return;
        }
        found.put(path, isPage ? ContentHash.ofPage(content) : ContentHash.ofAll(content));
        left.add(content);
    }

    /** The node at a place, also where the CMS transforms it or a script shows it. */
    private Optional<Node> find(String place) throws RepositoryException {
        Set<String> tried = new HashSet<>();
        for (String path :
                new String[] {place, place.replaceFirst("\\.transform/.*$", ""), place.replaceFirst("\\.html$", "")}) {
            if (tried.add(path) && isPath(path) && session.nodeExists(path)) {
                return Optional.of(session.getNode(path));
            }
        }
        return Optional.empty();
    }

    /** What the repository would not take for a path is none. */
    private static boolean isPath(String path) {
        return !path.endsWith("/") && !path.contains("//") && !path.matches(".*[\\[\\]|*].*");
    }
}
