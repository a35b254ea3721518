package io.github.dubbogray.filter.rest;

import org.apache.dubbo.remoting.http12.HttpMethods;
import org.apache.dubbo.remoting.http12.rest.Mapping;

/** A service with a REST mapping, which calls are made of on either way. */
@Mapping("/shop")
public interface Shop {

    /** Returns what tag the service sees, and what Dubbo would forward. */
    @Mapping(path = "/tag", method = HttpMethods.GET)
    String tag();

    /** Returns the same of the next application. */
    @Mapping(path = "/next", method = HttpMethods.GET)
    String next();
}
