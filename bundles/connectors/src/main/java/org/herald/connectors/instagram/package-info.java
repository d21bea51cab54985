/** Instagram professional accounts, through Meta's Instagram API with Facebook Login. */
package org.herald.connectors.instagram;
