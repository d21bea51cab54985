/** How profiles fare: asking their networks, judging what they say, and telling who must know before something ends. */
package org.herald.core.health;
