package io.github.dubbogray.it.attack;

import io.github.dubbogray.filter.servlet.GrayServletFilter;
import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * A real servlet container of this JVM, in which each edge has its filter and a servlet below its name: {@code
 * /none/testify}.
 */
final class ServletDoor implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";

    private final String name;
    private final int port;
    private final AutoCloseable server;

    private ServletDoor(String name, int port, AutoCloseable server) {
        this.name = name;
        this.port = port;
        this.server = server;
    }

    static ServletDoor tomcat(Path folder, Collection<Edge> edges) throws LifecycleException {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(folder.toString());
        tomcat.setHostname(LOOPBACK);
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", LOOPBACK);
        StandardContext context = (StandardContext) tomcat.addContext("", folder.toString());
        context.setParentClassLoader(ServletDoor.class.getClassLoader());
        context.setClearReferencesObjectStreamClassCaches(false); // it warns that it may not look into the JDK
        context.setClearReferencesRmiTargets(false);
        context.setClearReferencesThreadLocals(false);
        context.addServletContainerInitializer(initializer(edges), null);
        tomcat.start();
        return new ServletDoor("tomcat", tomcat.getConnector().getLocalPort(), () -> {
            tomcat.stop();
            tomcat.destroy();
        });
    }

    static ServletDoor jetty(Collection<Edge> edges) throws Exception {
        Server jetty = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServletContainerInitializer(initializer(edges));
        jetty.setHandler(context);
        jetty.start();
        return new ServletDoor("jetty", ((ServerConnector) jetty.getConnectors()[0]).getLocalPort(), jetty::stop);
    }

    static ServletDoor undertow(Collection<Edge> edges) throws ServletException {
        DeploymentInfo deployment = Servlets.deployment()
                .setClassLoader(ServletDoor.class.getClassLoader())
                .setContextPath("/")
                .setDeploymentName("attack")
                .addServletContainerInitializer(new ServletContainerInitializerInfo(
                        ServletContainerInitializer.class,
                        new ImmediateInstanceFactory<>(initializer(edges)),
                        Set.of()));
        DeploymentManager manager = Servlets.newContainer().addDeployment(deployment);
        manager.deploy();
        Undertow undertow = Undertow.builder()
                .addHttpListener(0, LOOPBACK)
                .setHandler(manager.start())
                .build();
        undertow.start();
        int port = ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
        return new ServletDoor("undertow", port, () -> {
            undertow.stop();
            manager.stop();
            manager.undeploy();
        });
    }

    String name() {
        return name;
    }

    int port() {
        return port;
    }

    @Override
    public void close() throws Exception {
        server.close();
    }

    private static ServletContainerInitializer initializer(Collection<Edge> edges) {
        return (classes, context) -> edges.forEach(edge -> {
            String path = "/" + edge.name() + "/*";
            context.addServlet(edge.name(), new Testifying(edge)).addMapping(path);
            FilterRegistration.Dynamic filter = context.addFilter(
                    "gray-" + edge.name(),
                    new GrayServletFilter(edge.application().model()));
            filter.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, path);
        });
    }

    private static final class Testifying extends HttpServlet {

        private static final long serialVersionUID = 1L;

        private final transient Edge edge;

        Testifying(Edge edge) {
            this.edge = edge;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType("text/plain");
            response.getWriter().write(edge.application().testify());
        }
    }
}
