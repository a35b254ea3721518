package io.github.dubbogray.filter.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ServedByResponseTest {

    private final HttpServletResponse container = mock();
    private final AtomicReference<String> servedBy = new AtomicReference<>("canary/v2");
    private final ServedByResponse response = new ServedByResponse(container, servedBy::get);

    @Test
    void firstTouchOfTheBody_setsTheHeaderBefore() throws Exception {
        response.getWriter();

        var order = inOrder(container);
        order.verify(container).setHeader("x-gray-served-by", "canary/v2");
        order.verify(container).getWriter();
    }

    @Test
    void everyWayToCommit_setsTheHeader() throws Exception {
        response.getOutputStream();
        response.flushBuffer();
        response.sendError(404);
        response.sendError(404, "gone");
        response.sendRedirect("/elsewhere");

        verify(container, times(5)).setHeader("x-gray-served-by", "canary/v2");
    }

    @Test
    void moreKnownAtTheEnd_isSaid() throws Exception {
        servedBy.set("");
        response.getWriter();
        verify(container, never()).setHeader(anyString(), any());

        servedBy.set("stable/v1");
        response.announce();

        verify(container).setHeader("x-gray-served-by", "stable/v1");
    }

    @Test
    void committedResponse_isLeftAlone() {
        when(container.isCommitted()).thenReturn(true);

        response.announce();

        verify(container, never()).setHeader(anyString(), any());
        assertThat(response.isCommitted()).isTrue();
    }
}
