package io.github.dubbogray.demo.provider;

import io.github.dubbogray.demo.api.ChainService;
import io.github.dubbogray.demo.api.Hop;
import java.util.ArrayList;
import java.util.List;
import org.apache.dubbo.config.annotation.DubboService;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;

/** A link of the chain: says who it is, and asks the next application if there is one. It does nothing about tags. */
@DubboService(group = "${dubbo.application.name}")
@ConditionalOnProperty(name = "demo.serves", havingValue = "chain")
class Chain implements ChainService {

    private final Identity own;
    private final ObjectProvider<NextLink> next;

    Chain(Identity own, ObjectProvider<NextLink> next) {
        this.own = own;
        this.next = next;
    }

    @Override
    public List<Hop> visit() {
        List<Hop> hops = new ArrayList<>();
        hops.add(new Hop(own.application(), own.instance(), own.labels(), Identity.tag()));
        next.ifAvailable(link -> hops.addAll(link.visit()));
        return hops;
    }
}
