package org.example.noticeboard;

import java.net.URI;
import java.util.List;

/** What Noticeboard answers. */
final class Documents {
    private Documents() {}

    record Me(String id, String name) {}

    record Note(String id, URI url) {}

    record Answers(List<AnswerNote> answers, String next) {}

    record AnswerNote(String id, String parent, String authorId, String author, String text, String at) {}
}
