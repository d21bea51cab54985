package org.herald.core.workflow;

import java.util.List;
import java.util.Optional;
import javax.jcr.RepositoryException;
import javax.jcr.Session;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.ApprovalPolicy;
import org.herald.Rejection;
import org.herald.WorkflowAction;
import org.herald.WorkflowState;
import org.herald.Workflows;
import org.herald.Workflows.Plan;
import org.herald.core.notice.People;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Names;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Repository;
import org.herald.core.site.SettingsStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What the CMS's own buttons ask for on a site that asks for approvals. Herald carries it out as its own user, so the
 * person's own rights are asked first: of that person's session.
 */
@Component(service = PublicationRequests.class)
public final class PublicationRequests {
    private static final String NOBODY = "anonymous";

    private final Workflows workflows;
    private final SettingsStore settings;
    private final Publication publication;
    private final Repository repository;

    @Activate
    public PublicationRequests(
            @Reference Workflows workflows,
            @Reference SettingsStore settings,
            @Reference Publication publication,
            @Reference Repository repository) {
        this.workflows = workflows;
        this.settings = settings;
        this.publication = publication;
        this.repository = repository;
    }

    /** Publishes an approved article, and refuses any other. */
    void publish(ResourceResolver caller, String articlePath) {
        mustChange(caller, articlePath);
        if (workflows.get(caller, articlePath).stage() != WorkflowState.PUBLISHED) {
            workflows.act(caller, articlePath, WorkflowAction.PUBLISH, null, "", Plan.NONE);
        }
    }

    /** Takes a page off the site, also one that was public before approvals were asked for. */
    void unpublish(ResourceResolver caller, String articlePath) {
        mustChange(caller, articlePath);
        WorkflowState stage = workflows.get(caller, articlePath).stage();
        if (stage == WorkflowState.PUBLISHED
                || stage == WorkflowState.PUBLISHING) { // the second is refused: it is done in a moment
            workflows.act(caller, articlePath, WorkflowAction.UNPUBLISH, null, "", Plan.NONE);
        } else {
            publication.unpublish(articlePath);
        }
    }

    /**
     * Refuses who could not write by hand what the CMS writes when it publishes.
     *
     * @throws Rejection FORBIDDEN
     */
    private static void mustChange(ResourceResolver caller, String path) {
        if (NOBODY.equals(caller.getUserID()) || !mayPublish(caller, path)) {
            throw new Rejection(
                    Rejection.Kind.FORBIDDEN,
                    "articleForbidden",
                    "You may not change this page, so you neither publish it nor take it off the site.");
        }
    }

    private static boolean mayPublish(ResourceResolver caller, String path) {
        String published = path + "/" + Names.NN_CONTENT + "/" + Names.PN_PUBLISHED;
        try {
            return caller.getResource(path) != null
                    && Nodes.session(caller).hasPermission(published, Session.ACTION_SET_PROPERTY);
        } catch (RepositoryException e) {
            throw new IllegalStateException("cannot ask for the rights on " + path, e);
        }
    }

    /**
     * Publishes what has no review of its own, a file or a folder, for somebody who may approve.
     *
     * @throws Rejection FORBIDDEN for anybody else
     */
    void publishFile(ResourceResolver caller, String path) {
        mustChange(caller, path);
        List<String> reviewers = policy(caller, path).reviewers();
        try (ResourceResolver resolver = repository.open()) {
            if (!People.in(resolver, reviewers).contains(caller.getUserID())) {
                throw new Rejection(
                        Rejection.Kind.FORBIDDEN,
                        "notReviewer",
                        "This site publishes only what was approved: files and folders are published by members of "
                                + reviewers + ", or with an approved article that shows them.");
            }
        }
        publication.publish(path);
    }

    /** Tells whether the site of a page or a file asks for an approval. */
    boolean isRequired(ResourceResolver caller, String path) {
        return policy(caller, path).required();
    }

    private ApprovalPolicy policy(ResourceResolver caller, String path) {
        return Optional.ofNullable(caller.getResource(path))
                .flatMap(Articles::site)
                .map(site -> settings.of(site.getPath()).approval())
                .orElse(ApprovalPolicy.NONE);
    }
}
