package org.herald.core.guard;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** A node as its readers see it, whether it is read from a session or from the state of a commit. */
public interface Content {
    /** The name, with its prefix. */
    String name();

    /** The primary type. */
    String type();

    /** The properties, in any order. */
    List<Field> fields();

    /** The children: in their order where their parent keeps one, else in any. */
    List<? extends Content> children();

    /** Tells whether the order of the children is kept. */
    boolean isOrdered();

    /**
     * A property.
     *
     * @param type the name of its type in JCR
     */
    record Field(String name, String type, List<Value> values) {}

    /** One value. */
    sealed interface Value {
        /** Anything but a binary, as text. */
        record Text(String text) implements Value {}

        /** A binary, which is opened when it is needed. */
        record Bytes(Opener opener) implements Value {}
    }

    /** Opens a binary. */
    interface Opener {
        /** A new stream, to be closed by the caller. */
        InputStream open() throws IOException;
    }
}
