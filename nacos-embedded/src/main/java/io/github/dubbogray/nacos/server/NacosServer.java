package io.github.dubbogray.nacos.server;

import com.alibaba.nacos.NacosServerBasicApplication;
import com.alibaba.nacos.NacosServerWebApplication;
import com.alibaba.nacos.console.NacosConsole;
import com.alibaba.nacos.core.listener.startup.NacosStartUp;
import com.alibaba.nacos.core.listener.startup.NacosStartUpManager;
import com.alibaba.nacos.sys.env.DeploymentType;
import com.alibaba.nacos.sys.env.EnvUtil;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The main class of the server's process. Ends when its standard input ends, so it does not outlive the process that
 * started it, not even a killed one.
 */
final class NacosServer {
    private static final long ORDERLY_EXIT_SECONDS = 10;

    private NacosServer() {}

    /** Starts everything, or ends the process with code 1. */
    public static void main(String[] arguments) {
        daemon("parent-watch", NacosServer::exitWithParent);
        try {
            start(arguments);
        } catch (RuntimeException | Error failure) {
            System.err.println("Nacos did not start: " + failure);
            // Without an exit the threads that did start would keep the process.
            exit(1);
        }
    }

    /** Core, server and console in this order, each as a phase of Nacos's own start-up. */
    private static void start(String[] arguments) {
        EnvUtil.setDeploymentType(DeploymentType.MERGED);
        NacosStartUpManager.start(NacosStartUp.CORE_START_UP_PHASE);
        ConfigurableApplicationContext core = new SpringApplicationBuilder(NacosServerBasicApplication.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .run(arguments);
        NacosStartUpManager.start(NacosStartUp.WEB_START_UP_PHASE);
        runUnder(core, NacosServerWebApplication.class, arguments);
        NacosStartUpManager.start(NacosStartUp.CONSOLE_START_UP_PHASE);
        runUnder(core, NacosConsole.class, arguments);
    }

    private static void runUnder(ConfigurableApplicationContext core, Class<?> application, String[] arguments) {
        new SpringApplicationBuilder(application)
                .parent(core)
                .bannerMode(Banner.Mode.OFF)
                .run(arguments);
    }

    private static void exitWithParent() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException broken) {
            System.err.println("standard input broke, stopping: " + broken);
        }
        exit(0);
    }

    private static void exit(int code) {
        daemon("exit-watch", NacosServer::haltWhenStuck);
        System.exit(code);
    }

    private static void haltWhenStuck() {
        try {
            TimeUnit.SECONDS.sleep(ORDERLY_EXIT_SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }

    private static void daemon(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
    }
}
