package org.herald.core.repo;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.jcr.ItemNotFoundException;
import javax.jcr.Node;
import javax.jcr.RepositoryException;
import javax.jcr.Session;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ValueMap;
import org.herald.Rejection;
import org.jsoup.Jsoup;

/** Reads the CMS's pages as articles. */
public final class Articles {
    private static final int MAX_SITE_DEPTH = 3;
    private static final String REFERENCEABLE = "mix:referenceable";
    private static final int MAX_BODY = 20_000;
    private static final List<String> AUTHOR_PROPERTIES = List.of("herald:author", "author", "sling:author");

    private Articles() {}

    /** Reads the article at a path with the rights of the resolver. */
    public static Article read(ResourceResolver resolver, String path) {
        Resource page = resolver.getResource(path);
        Resource content = page == null ? null : page.getChild(Names.NN_CONTENT);
        if (content == null || !"sling:Page".equals(page.getValueMap().get("jcr:primaryType", ""))) {
            throw new Rejection(
                    Rejection.Kind.NOT_FOUND,
                    "articleUnknown",
                    "There is no article at " + path + ", or you may not see it.");
        }
        return read(page, content);
    }

    private static Article read(Resource page, Resource content) {
        ValueMap values = content.getValueMap();
        Optional<Resource> site = site(page);
        return Article.builder()
                .path(page.getPath())
                .title(values.get("jcr:title", page.getName()))
                .description(values.get("jcr:description", ""))
                .author(AUTHOR_PROPERTIES.stream()
                        .map(name -> values.get(name, ""))
                        .filter(name -> !name.isEmpty())
                        .findFirst()
                        .orElse(""))
                .section(section(page))
                .body(body(content))
                .language(language(page))
                .site(site.map(Resource::getPath).orElse(""))
                .siteTitle(site.map(Articles::title).orElse(""))
                .url(site.flatMap(s -> publicUrl(s, page)))
                .tags(tags(page.getResourceResolver(), values))
                .pictures(ArticlePictures.of(content, values))
                .properties(properties(page, values))
                .build();
    }

    /** The site's own picture, for cards of articles that have none; empty when it has none either. */
    public static String siteImage(ResourceResolver resolver, String site) {
        Resource node = site.isEmpty() ? null : resolver.getResource(site);
        Resource content = node == null ? null : node.getChild(Names.NN_CONTENT);
        String own = node == null ? "" : ArticlePictures.named(node, node.getValueMap());
        return own.isEmpty() && content != null ? ArticlePictures.named(content, content.getValueMap()) : own;
    }

    private static String title(Resource resource) {
        Resource content = resource.getChild(Names.NN_CONTENT);
        String own = resource.getValueMap().get("jcr:title", "");
        return own.isEmpty() && content != null ? content.getValueMap().get("jcr:title", "") : own;
    }

    private static String section(Resource page) {
        Resource parent = page.getParent();
        boolean below =
                parent != null && "sling:Page".equals(parent.getValueMap().get("jcr:primaryType", ""));
        return below ? title(parent) : "";
    }

    /** The text of the components, in their order, comments left out. */
    private static String body(Resource content) {
        StringBuilder text = new StringBuilder();
        collectText(content, text);
        return Jsoup.parse(text.toString()).text();
    }

    private static void collectText(Resource resource, StringBuilder text) {
        for (Resource child : resource.getChildren()) {
            if (text.length() > MAX_BODY) {
                return;
            }
            if (isComments(child)) {
                continue;
            }
            String own = child.getValueMap().get("text", "");
            if (!own.isEmpty()) {
                text.append(own).append(' ');
            }
            collectText(child, text);
        }
    }

    /** Tells whether a node holds readers' comments; a component of the same name is part of the article. */
    static boolean isComments(Resource child) {
        return child.getName().equals(Names.NN_COMMENTS)
                && Names.NT_COMMENTS.equals(child.getValueMap().get(Names.PN_PRIMARY_TYPE, ""));
    }

    private static Map<String, String> properties(Resource page, ValueMap values) {
        Map<String, String> properties = new HashMap<>();
        Nodes.instant(page.getValueMap(), "jcr:created").ifPresent(at -> properties.put("jcr:created", at.toString()));
        values.forEach((name, value) -> {
            if (value instanceof String[] several) {
                properties.put(name, String.join(", ", several));
            } else if (value instanceof String || value instanceof Number || value instanceof Boolean) {
                properties.put(name, value.toString());
            } else if (value instanceof Calendar date) {
                properties.put(name, date.toInstant().toString());
            }
        });
        return properties;
    }

    /** The site that a page belongs to. */
    public static Optional<Resource> site(Resource page) {
        for (Resource r = page; r != null; r = r.getParent()) {
            if ("sling:Site".equals(r.getValueMap().get("jcr:primaryType", ""))) {
                return Optional.of(r);
            }
        }
        return Optional.empty();
    }

    /** The path of the site that something belongs to; empty where it is gone, or in none. */
    public static String siteOf(ResourceResolver resolver, String path) {
        return Optional.ofNullable(path.startsWith("/") ? resolver.getResource(path) : null)
                .flatMap(Articles::site)
                .map(Resource::getPath)
                .orElse("");
    }

    /** The sites that the resolver sees; the CMS keeps them at most two groups below /content. */
    public static List<Resource> sites(ResourceResolver resolver) {
        List<Resource> sites = new ArrayList<>();
        Resource content = resolver.getResource("/content");
        if (content != null) {
            collectSites(content, MAX_SITE_DEPTH, sites);
        }
        return sites;
    }

    private static void collectSites(Resource folder, int depth, List<Resource> sites) {
        for (Resource child : folder.getChildren()) {
            String type = child.getValueMap().get("jcr:primaryType", "");
            if ("sling:Site".equals(type)) {
                sites.add(child);
            } else if (depth > 1 && !"sling:Page".equals(type)) {
                collectSites(child, depth - 1, sites);
            }
        }
    }

    /** By the site's own URL; else by the mappings of the CMS, where they name a host. */
    private static Optional<URI> publicUrl(Resource site, Resource page) {
        String base = site.getValueMap().get("sling:url", "");
        if (!isWeb(base)) {
            return Optional.of(page.getResourceResolver().map(page.getPath() + ".html"))
                    .filter(Articles::isWeb)
                    .map(URI::create);
        }
        String relative = page.getPath().substring(site.getPath().length());
        return Optional.of(URI.create(base.replaceAll("/+$", "") + encode(relative) + ".html"));
    }

    private static boolean isWeb(String address) {
        return address.startsWith("http://") || address.startsWith("https://");
    }

    /** A path as it stands in an address. */
    public static String encode(String path) {
        try {
            return new URI(null, null, path, null).toASCIIString();
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException("a path is always a URI path: " + path, e);
        }
    }

    /** The language of a page; of what is above it where it has none of its own, and English where nothing has. */
    public static Locale language(Resource page) {
        for (Resource r = page; r != null; r = r.getParent()) {
            String own = r.getValueMap().get("jcr:language", "");
            Resource content = r.getChild(Names.NN_CONTENT);
            String inner = content == null ? "" : content.getValueMap().get("jcr:language", "");
            String found = inner.isEmpty() ? own : inner;
            if (!found.isEmpty()) {
                return Locale.forLanguageTag(found.replace('_', '-'));
            }
        }
        return Locale.ENGLISH;
    }

    private static List<String> tags(ResourceResolver resolver, ValueMap values) {
        List<String> titles = new ArrayList<>();
        for (String path : values.get("sling:taxonomy", new String[0])) {
            Resource tag = resolver.getResource(path);
            if (tag != null) {
                titles.add(tag.getValueMap().get("jcr:title", tag.getName()));
            }
        }
        titles.addAll(Arrays.asList(values.get("sling:keywords", new String[0])));
        return titles;
    }

    /** Tells whether the caller may change the article, which is what sharing it asks for. */
    public static boolean mayEdit(ResourceResolver caller, String path) {
        try {
            return Nodes.session(caller).hasPermission(path + "/" + Names.NN_CONTENT, Session.ACTION_ADD_NODE)
                    || Nodes.session(caller)
                            .hasPermission(path + "/" + Names.NN_CONTENT + "/jcr:title", Session.ACTION_SET_PROPERTY);
        } catch (RepositoryException e) {
            throw new IllegalStateException("cannot ask for the rights on " + path, e);
        }
    }

    /** The article's identity, which a move keeps and a copy does not; made at first use, not committed. */
    public static String identify(ResourceResolver resolver, String path) {
        try {
            Node node = Nodes.session(resolver).getNode(path);
            if (!node.isNodeType(REFERENCEABLE)) {
                node.addMixin(REFERENCEABLE);
            }
            return node.getIdentifier();
        } catch (RepositoryException e) {
            throw new IllegalStateException("cannot identify " + path, e);
        }
    }

    /** Tells whether readers see an article, as the CMS does: by the legacy property where the other is absent. */
    public static boolean isPublic(ResourceResolver resolver, String path) {
        Resource content = resolver.getResource(path + "/" + Names.NN_CONTENT);
        ValueMap values = content == null ? ValueMap.EMPTY : content.getValueMap();
        return values.get(Names.PN_PUBLISHED, values.get("published", false));
    }

    /** The identity of an article that has one already; none of what is no path. */
    public static Optional<String> identity(ResourceResolver resolver, String path) {
        try {
            Resource page = path.startsWith("/") ? resolver.getResource(path) : null;
            Node node = page == null ? null : page.adaptTo(Node.class);
            return node != null && node.isNodeType(REFERENCEABLE)
                    ? Optional.of(node.getIdentifier())
                    : Optional.empty();
        } catch (RepositoryException e) {
            throw new IllegalStateException("cannot identify " + path, e);
        }
    }

    /** Where the record is of what is decided about the article with this identity. */
    public static String decisions(String identity) {
        return Names.WORKFLOW + "/" + identity.substring(0, 2) + "/" + identity;
    }

    /** Where the article with this identity is now; empty when it is gone or hidden from the resolver. */
    public static Optional<String> locate(ResourceResolver resolver, String identity) {
        try {
            return Optional.of(
                    Nodes.session(resolver).getNodeByIdentifier(identity).getPath());
        } catch (ItemNotFoundException e) {
            return Optional.empty();
        } catch (RepositoryException e) {
            throw new IllegalStateException("cannot locate " + identity, e);
        }
    }
}
