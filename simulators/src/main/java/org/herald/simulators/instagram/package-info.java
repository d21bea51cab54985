/** Instagram professional accounts to test with, built from Meta's Instagram Platform reference (API with Facebook Login). */
package org.herald.simulators.instagram;
