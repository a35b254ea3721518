package io.github.dubbogray.nacos.gray;

import io.github.dubbogray.nacos.NacosInstance;
import io.github.dubbogray.nacos.ServiceId;

/** An instance in one of the services that it offers itself under. */
public record Registration(ServiceId service, NacosInstance instance) {}
