package org.herald.connectors.threads;

import com.fasterxml.jackson.databind.JsonNode;
import org.herald.connectors.threads.Documents.Quota;
import org.herald.kit.http.Form;
import org.herald.spi.Account;

/** Asks how much of what an account may do within a day it has done. */
final class Quotas {
    static final String POSTS = "";
    static final String REPLIES = "reply_";
    static final String DELETIONS = "delete_";

    private final ThreadsApi api;

    Quotas(ThreadsApi api) {
        this.api = api;
    }

    /** Whether nothing is left; where it cannot be asked, Threads itself will say so. */
    boolean isUsedUp(Account account, String kind) {
        Form fields = new Form().with("fields", kind + "quota_usage," + kind + "config");
        return ThreadsApi.document(
                        api.get(account, fields, account.remoteId(), "threads_publishing_limit"), JsonNode.class)
                .map(document -> Quota.of(document, kind))
                .filter(Quota::isUsedUp)
                .isPresent();
    }
}
