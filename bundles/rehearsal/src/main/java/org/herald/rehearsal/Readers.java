package org.herald.rehearsal;

import java.util.List;

/** Make-believe readers, and what they say. */
final class Readers {
    private Readers() {}

    /**
     * One remark.
     *
     * @param answersFirst whether it answers the first remark instead of the post
     */
    record Remark(String author, String english, String french, boolean answersFirst) {}

    static final List<Remark> THREE = List.of(
            new Remark(
                    "Ada Reader",
                    "Lovely! Is it open on Sundays too?",
                    "Très beau ! Est-ce ouvert aussi le dimanche ?",
                    false),
            new Remark(
                    "Bruno Doubter",
                    "I am not convinced. Where are the figures?",
                    "Je ne suis pas convaincu. Où sont les chiffres ?",
                    false),
            new Remark(
                    "Chloé Helper",
                    "@Ada I went last Sunday, it was open.",
                    "@Ada J’y suis allée dimanche, c’était ouvert.",
                    true));
}
