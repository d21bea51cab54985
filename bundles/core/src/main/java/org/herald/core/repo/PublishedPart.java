package org.herald.core.repo;

import java.util.Calendar;
import java.util.HashMap;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceWrapper;
import org.apache.sling.api.resource.ValueMap;
import org.apache.sling.api.wrappers.ModifiableValueMapDecorator;
import org.apache.sling.cms.PublishableResource;
import org.apache.sling.cms.Site;
import org.apache.sling.cms.publication.PublicationType;
import org.jetbrains.annotations.NotNull;

/**
 * Something of a page for the CMS to take to its renderers, or away from there, and nothing else of it.
 *
 * @param page the page that it is of
 * @param resource what is taken
 * @param content where the CMS notes that it did
 */
public record PublishedPart(PublishableResource page, Resource resource, Resource content)
        implements PublishableResource {
    /** A node below a page, by itself: the page may have been written on since it was approved. */
    public static PublishedPart of(PublishableResource page, Resource part) {
        return new PublishedPart(page, part, part);
    }

    /** What lies at a path on the renderers, and here no more. */
    public static PublishedPart left(PublishableResource page, String path) {
        Resource here = page.getResource();
        return new PublishedPart(page, new Gone(here, path), new Gone(here, path + "/" + Names.NN_CONTENT));
    }

    /** Stands for what is not here: what is noted on it is forgotten. */
    private static final class Gone extends ResourceWrapper {
        private final String path;

        Gone(Resource other, String path) {
            super(other);
            this.path = path;
        }

        @Override
        public @NotNull String getPath() {
            return path;
        }

        @Override
        public @NotNull String getName() {
            return path.substring(path.lastIndexOf('/') + 1);
        }

        @Override
        public <T> T adaptTo(@NotNull Class<T> type) {
            return type == ModifiableValueMap.class
                    ? type.cast(new ModifiableValueMapDecorator(new HashMap<>()))
                    : super.adaptTo(type);
        }
    }

    @Override
    public String getPath() {
        return resource.getPath();
    }

    @Override
    public String getName() {
        return resource.getName();
    }

    @Override
    public Resource getResource() {
        return resource;
    }

    @Override
    public Resource getContentResource() {
        return content;
    }

    @Override
    public ValueMap getProperties() {
        return content.getValueMap();
    }

    @Override
    public Resource getParent() {
        return resource.getParent();
    }

    @Override
    public boolean isPublished() {
        return page.isPublished();
    }

    @Override
    public String getPublishedPath() {
        return page.getPublishedPath();
    }

    @Override
    public String getPublishedUrl() {
        return page.getPublishedUrl();
    }

    @Override
    public Site getSite() {
        return page.getSite();
    }

    @Override
    public Calendar getCreated() {
        return page.getCreated();
    }

    @Override
    public String getCreatedBy() {
        return page.getCreatedBy();
    }

    @Override
    public Calendar getLastModified() {
        return page.getLastModified();
    }

    @Override
    public String getLastModifiedBy() {
        return page.getLastModifiedBy();
    }

    @Override
    public Calendar getLastPublication() {
        return page.getLastPublication();
    }

    @Override
    public String getLastPublicationBy() {
        return page.getLastPublicationBy();
    }

    @Override
    public PublicationType getLastPublicationType() {
        return page.getLastPublicationType();
    }
}
