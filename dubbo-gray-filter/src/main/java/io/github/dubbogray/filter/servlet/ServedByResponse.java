package io.github.dubbogray.filter.servlet;

import io.github.dubbogray.filter.GrayEntry;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.function.Supplier;

/**
 * A response that says who served the request's calls, as known when its body is first touched or, if it is not committed
 * by then, at the end.
 */
final class ServedByResponse extends HttpServletResponseWrapper {

    private final Supplier<String> servedBy;

    /**
     * Wraps a response.
     *
     * @param servedBy says who served so far; empty for nothing to say
     */
    ServedByResponse(HttpServletResponse response, Supplier<String> servedBy) {
        super(response);
        this.servedBy = servedBy;
    }

    /** Sets the header to what is known now. */
    void announce() {
        String known = servedBy.get();
        if (!known.isEmpty() && !isCommitted()) {
            setHeader(GrayEntry.SERVED_BY, known);
        }
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        announce();
        return super.getOutputStream();
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        announce();
        return super.getWriter();
    }

    @Override
    public void flushBuffer() throws IOException {
        announce();
        super.flushBuffer();
    }

    @Override
    public void sendError(int status) throws IOException {
        announce();
        super.sendError(status);
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        announce();
        super.sendError(status, message);
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        announce();
        super.sendRedirect(location);
    }
}
