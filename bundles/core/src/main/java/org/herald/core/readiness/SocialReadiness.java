package org.herald.core.readiness;

import java.io.IOException;
import java.util.List;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.cms.insights.Insight;
import org.apache.sling.cms.insights.InsightProvider;
import org.apache.sling.cms.insights.InsightRequest;
import org.apache.sling.cms.insights.Message;
import org.apache.sling.cms.insights.PageInsightRequest;
import org.herald.core.readiness.Readiness.Point;
import org.herald.core.repo.Article;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Names;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The CMS's insight “Social readiness” of a page. */
@Component(service = InsightProvider.class)
public final class SocialReadiness implements InsightProvider {
    private static final Logger LOG = LoggerFactory.getLogger(SocialReadiness.class);
    private static final double GOOD = 0.85;
    private static final double POOR = 0.5;

    @Override
    public String getId() {
        return "herald-social-readiness";
    }

    @Override
    public String getTitle() {
        return "Social readiness";
    }

    @Override
    public boolean isEnabled(InsightRequest request) {
        return request instanceof PageInsightRequest;
    }

    @Override
    public Insight evaluateRequest(InsightRequest request) {
        Insight insight = new Insight(this, request);
        PageInsightRequest page = (PageInsightRequest) request;
        try {
            Article article = Articles.read(request.getResource().getResourceResolver(), path(request.getResource()));
            show(insight, Readiness.of(article, page.getPageDocument()));
        } catch (IOException e) {
            LOG.warn(
                    "The page {} cannot be rendered for its insight",
                    request.getResource().getPath(),
                    e);
            insight.setSucceeded(false);
            insight.setPrimaryMessage(Message.warn("The page cannot be rendered: look at it first."));
        }
        return insight;
    }

    /** The page, also where its content is asked about. */
    private static String path(Resource resource) {
        return Names.NN_CONTENT.equals(resource.getName())
                ? resource.getParent().getPath()
                : resource.getPath();
    }

    private static void show(Insight insight, List<Point> points) {
        double score = points.stream().filter(Point::good).count() / (double) points.size();
        insight.setScored(true);
        insight.setScore(score);
        insight.setSucceeded(true);
        insight.setScoreDetails(points.stream()
                .map(point -> point.good() ? Message.defaultMsg(point.text()) : Message.warn(point.text()))
                .toList());
        if (score >= GOOD) {
            insight.setPrimaryMessage(Message.success("Ready to be shared."));
        } else if (score >= POOR) {
            insight.setPrimaryMessage(Message.warn("It can be shared, and some things would make it better."));
        } else {
            insight.setPrimaryMessage(Message.danger("Not ready to be shared."));
        }
    }
}
