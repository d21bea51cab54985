/** A server of the AT Protocol and all that it needs to sign people in: as strict as RFC 7523, 7636, 9126, 9207 and 9449 are. */
package org.herald.simulators.atproto;
