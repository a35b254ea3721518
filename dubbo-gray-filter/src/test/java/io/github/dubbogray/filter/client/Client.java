package io.github.dubbogray.filter.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.RequestEntity;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.reactive.function.client.WebClient;

/** Each client that can have tags on its requests, as an application would make it. */
enum Client {
    REST_CLIENT {
        @Override
        Sending sending(OutboundHeaders headers) {
            RestClient client = RestClient.builder()
                    .requestFactory(new JdkClientHttpRequestFactory(HttpClient.newHttpClient()))
                    .requestInterceptor(new GrayRequestInterceptor(headers))
                    .build();
            return (uri, own, body) -> client.post()
                    .uri(uri)
                    .headers(theirs -> own.forEach(theirs::set))
                    .body(body)
                    .retrieve()
                    .body(String.class);
        }
    },
    REST_TEMPLATE {
        @Override
        Sending sending(OutboundHeaders headers) {
            RestTemplate client = new RestTemplate(new SimpleClientHttpRequestFactory());
            client.setInterceptors(List.of(new GrayRequestInterceptor(headers)));
            return (uri, own, body) -> client.exchange(
                            new RequestEntity<>(body, springs(own), HttpMethod.POST, uri), String.class)
                    .getBody();
        }
    },
    WEB_CLIENT {
        @Override
        Sending sending(OutboundHeaders headers) {
            WebClient client = WebClient.builder()
                    .clientConnector(new JdkClientHttpConnector(HttpClient.newHttpClient()))
                    .filter(new GrayExchangeFilter(headers))
                    .build();
            return (uri, own, body) -> client.post()
                    .uri(uri)
                    .headers(theirs -> own.forEach(theirs::set))
                    .bodyValue(body)
                    .retrieve()
                    .bodyToMono(String.class)
                    .block();
        }
    },
    JDK {
        @Override
        Sending sending(OutboundHeaders headers) {
            HttpClient client = GrayHttpClient.of(HttpClient.newHttpClient(), headers);
            return (uri, own, body) -> client.send(request(uri, own, body), BodyHandlers.ofString())
                    .body();
        }
    },
    JDK_ASYNC {
        @Override
        Sending sending(OutboundHeaders headers) {
            HttpClient client = GrayHttpClient.of(HttpClient.newHttpClient(), headers);
            return (uri, own, body) -> client.sendAsync(request(uri, own, body), BodyHandlers.ofString())
                    .get(10, TimeUnit.SECONDS)
                    .body();
        }
    },
    JDK_ASYNC_WITH_PUSHES {
        @Override
        Sending sending(OutboundHeaders headers) {
            HttpClient client = GrayHttpClient.of(HttpClient.newHttpClient(), headers);
            return (uri, own, body) -> client.sendAsync(
                            request(uri, own, body), BodyHandlers.ofString(), (initiating, pushed, acceptor) -> {})
                    .get(10, TimeUnit.SECONDS)
                    .body();
        }
    };

    /** Posts a body with the application's own headers; returns what the server answers. */
    interface Sending {
        String send(URI uri, Map<String, String> own, String body) throws Exception;
    }

    /** Makes the client with such headers of ours. */
    abstract Sending sending(OutboundHeaders headers) throws IOException;

    private static HttpHeaders springs(Map<String, String> own) {
        HttpHeaders headers = new HttpHeaders();
        own.forEach(headers::set);
        return headers;
    }

    private static HttpRequest request(URI uri, Map<String, String> own, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString(body));
        own.forEach(request::header);
        return request.build();
    }
}
