package org.herald.rest;

import static org.assertj.core.api.Assertions.assertThat;

import javax.jcr.InvalidItemStateException;
import org.junit.jupiter.api.Test;

class ApiServletTest {
    @Test
    void aConflictIsToldFromAFailure() {
        Exception conflict = new InvalidItemStateException("OakState0001: Unresolved conflicts in /var");
        assertThat(ApiServlet.lostToAnother(new IllegalStateException(new java.io.IOException(conflict))))
                .isTrue();
        assertThat(ApiServlet.lostToAnother(new IllegalStateException(new javax.jcr.RepositoryException("full"))))
                .isFalse();
    }
}
