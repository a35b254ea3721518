package io.github.dubbogray.observability;

import org.apache.dubbo.common.deploy.ApplicationDeployListener;
import org.apache.dubbo.rpc.model.ApplicationModel;

/** Does nothing at any stage of an application's start and end; what extends it does something at one. */
public abstract class DeployHook implements ApplicationDeployListener {

    @Override
    public void onInitialize(ApplicationModel application) {}

    @Override
    public void onStarting(ApplicationModel application) {}

    @Override
    public void onStarted(ApplicationModel application) {}

    @Override
    public void onStopping(ApplicationModel application) {}

    @Override
    public void onStopped(ApplicationModel application) {}

    @Override
    public void onFailure(ApplicationModel application, Throwable cause) {}
}
