package io.github.dubbogray.filter.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.filter.TestApplication;
import java.util.List;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.common.constants.CommonConstants;
import org.apache.dubbo.rpc.Filter;
import org.apache.dubbo.rpc.HeaderFilter;
import org.apache.dubbo.rpc.cluster.filter.ClusterFilter;
import org.junit.jupiter.api.Test;

class StationsTest {
    @Test void print() {
        try (TestApplication application = TestApplication.active()) {
            for (String g : List.of("consumer","provider","callback")) {
                for (Class<?> t : List.of(ClusterFilter.class, Filter.class, HeaderFilter.class)) {
                    URL url = application.reference().addParameter("reference.filter", "copying").addParameter("service.filter","copying");
                    System.out.println("ORDER " + g + " " + t.getSimpleName() + " " + application.model().getExtensionLoader(t).getActivateExtension(url, g.equals("provider") ? "service.filter" : "reference.filter", g).stream().map(x -> x.getClass().getSimpleName()).toList());
                }
            }
        }
    }
}
