package dev.cairn.server.spec;

import java.util.List;

/** Studies whose results inform this one: reserved. */
public record WarmStartSpec(List<String> studies) {
    public WarmStartSpec {
        studies = List.copyOf(studies);
    }
}
