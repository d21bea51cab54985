package org.herald.models;

import java.util.List;
import org.jetbrains.annotations.NotNull;
import org.osgi.annotation.versioning.ProviderType;

/** The approved comments under an article, for HTL: a page of them, of the request's number or with the request's comment. */
@ProviderType
public interface Conversation {
    /** The comments of this page in reading order: each is followed by the answers to it, one level deeper. */
    @NotNull
    List<Comment> getComments();

    /** The comments of this page as HTML: nested lists, in the page's language. It is safe to be written as it is. */
    @NotNull
    String getThread();

    /** How many there are on all pages. */
    int getCount();

    /** Tells whether there are none. */
    boolean isEmpty();

    /** The number of the first comment of this page, from 1 on; 0 where there is none. */
    int getFirst();

    /** The number of the last comment of this page. */
    int getLast();

    /** A relative address of the page with older comments; empty on the first one. */
    @NotNull
    String getOlder();

    /** A relative address of the page with newer comments; empty on the last one. */
    @NotNull
    String getNewer();

    /** The networks that comments came from, those with most first. */
    @NotNull
    List<Source> getSources();

    /** The article's posts that can be answered, one of each network. */
    @NotNull
    List<Source> getPosts();

    /** Tells whether readers are not invited any more. */
    boolean isClosed();

    /** Since when they are not, for people, in the page's language; empty while they are. */
    @NotNull
    String getClosedOn();

    /** The page's language, as HTML names it. */
    @NotNull
    String getLanguage();

    /** The page's language, as its messages are found by. */
    @NotNull
    String getLocale();

    /** A network. */
    @ProviderType
    interface Source {
        /** The network's id. */
        @NotNull
        String getId();

        /** What people call it. */
        @NotNull
        String getTitle();

        /** Tells whether its sign is known; else its first letter stands for it. */
        boolean isSigned();

        /** How many comments came from there. */
        long getCount();

        /** Where the article's post is; empty where that is not asked. */
        @NotNull
        String getUrl();
    }
}
