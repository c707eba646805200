package dev.cairn.server.spec;

import dev.cairn.server.spec.form.Faults;
import dev.cairn.server.spec.form.Form;
import dev.cairn.server.spec.form.Forms;
import dev.cairn.server.spec.form.Tree;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A list whose elements have a spelling of their own. */
abstract class ListOf<T> implements Form<List<T>> {
    private final Form<List<T>> list;

    ListOf(Form<T> element, int most) {
        this.list = Forms.list(element, most);
    }

    @Override
    public Optional<List<T>> read(Tree tree, Faults faults) {
        return list.read(tree, faults);
    }

    @Override
    public Object write(List<T> value) {
        return list.write(value);
    }

    @Override
    public Map<String, Object> schema() {
        return list.schema();
    }
}
