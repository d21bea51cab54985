package org.herald.rest;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(
        name = "Herald REST",
        description = "How much one person may ask Herald for. Who asks for more gets 429 and when to ask again.")
@interface ApiConfig {
    @AttributeDefinition(
            name = "Changes at once",
            description = "A changing request or a check counts one, and one more for each 10 000 bytes it sends. "
                    + "A smaller number slows programs down that share much at once.")
    int changes_most() default 1200;

    @AttributeDefinition(
            name = "Changes each second",
            description = "So many come back each second: 20 is far more than a person types, and stops a loop.")
    int changes_perSecond() default 20;

    @AttributeDefinition(
            name = "Readings at once",
            description = "A smaller number slows screens down that a person keeps open in many tabs.")
    int readings_most() default 6000;

    @AttributeDefinition(name = "Readings each second", description = "So many come back each second.")
    int readings_perSecond() default 100;
}
