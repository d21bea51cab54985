/** What Meta's networks share: the Graph API's requests, errors, lists, sign-in and notices. Knows none of the networks. */
package org.herald.connectors.meta;
