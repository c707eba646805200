package dev.cairn.server.spec.form;

import dev.cairn.server.spec.form.Fault.Code;
import java.util.List;
import java.util.Optional;

/**
 * Fields that are legal one by one do not go together: thrown by the constructor of a record, told at the place of the field.
 * Its path is relative to the record: {@code budget/time}.
 */
public final class Misfit extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final Code code;
    private final String path;
    private final String hint;

    public Misfit(String path, String detail, String hint) {
        this(Code.CONFLICT, path, detail, hint);
    }

    public Misfit(Code code, String path, String detail, String hint) {
        super(detail);
        this.code = code;
        this.path = path;
        this.hint = hint;
    }

    public Code code() {
        return code;
    }

    public List<String> path() {
        return path.isEmpty() ? List.of() : List.of(path.split("/", -1));
    }

    public Optional<String> hint() {
        return hint.isEmpty() ? Optional.empty() : Optional.of(hint);
    }
}
