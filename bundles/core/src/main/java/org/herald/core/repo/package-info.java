/** Names and small moves of the repository that several rooms of the core share. */
package org.herald.core.repo;
