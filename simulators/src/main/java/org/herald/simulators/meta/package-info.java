/** What Meta's networks share: the Graph API's versions, sign-in, tokens, errors, pages of lists, and webhooks. */
package org.herald.simulators.meta;
