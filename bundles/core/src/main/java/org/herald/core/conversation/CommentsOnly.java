package org.herald.core.conversation;

import java.util.Calendar;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ValueMap;
import org.apache.sling.cms.PublishableResource;
import org.apache.sling.cms.Site;
import org.apache.sling.cms.publication.PublicationType;

/**
 * The comments of a page for the CMS to take to its renderers. The page itself may have been written on since it was
 * approved: nothing of it goes with them.
 */
record CommentsOnly(PublishableResource page, Resource comments) implements PublishableResource {
    @Override
    public String getPath() {
        return comments.getPath();
    }

    @Override
    public String getName() {
        return comments.getName();
    }

    @Override
    public Resource getResource() {
        return comments;
    }

    @Override
    public Resource getContentResource() {
        return comments;
    }

    @Override
    public ValueMap getProperties() {
        return comments.getValueMap();
    }

    @Override
    public Resource getParent() {
        return comments.getParent();
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
