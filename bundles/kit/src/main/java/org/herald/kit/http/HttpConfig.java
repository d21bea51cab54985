package org.herald.kit.http;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the way out. Without a configuration nothing is opened. */
@ObjectClassDefinition(
        name = "Herald: connections to networks",
        description = "Without this configuration Herald opens no connection at all.")
@interface HttpConfig {
    @AttributeDefinition(
            name = "Connect time-out (seconds)",
            description = "How long a server may take to accept a connection. Longer waits hold up the queue.")
    int connectTimeout() default 10;

    @AttributeDefinition(
            name = "Answer time-out (seconds)",
            description = "How long a whole answer may take. Longer waits hold up the posts behind it, and it takes"
                    + " longer until another node looks up what a dead one was sending.")
    int answerTimeout() default 30;

    @AttributeDefinition(
            name = "Largest answer (bytes)",
            description = "Longer answers are cut off and not used. A full thread of 4096 replies takes about 10 MB.")
    int maxAnswer() default 16_000_000;
}
