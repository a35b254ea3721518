package io.github.dubbogray.it.attack;

import org.apache.dubbo.remoting.http12.HttpMethods;
import org.apache.dubbo.remoting.http12.rest.Mapping;

/** A service that says which tag it was served with, by RPC and by REST. */
@Mapping("/attack")
public interface Witness {

    /** Returns the tags here and at every hop behind, see {@link Testimony}. */
    @Mapping(path = "/testify", method = HttpMethods.GET)
    String testify();
}
