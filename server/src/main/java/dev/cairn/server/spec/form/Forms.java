package dev.cairn.server.spec.form;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The form of each type that a document may hold. */
public final class Forms {
    private Forms() {}

    /** The form of a record whose components are {@link Key}s. */
    public static <R extends Record> Form<R> record(Class<R> type) {
        return new RecordForm<>(type);
    }

    /** A list of at most so many elements. */
    public static <T> Form<List<T>> list(Form<T> element, int most) {
        return new ListForm<>(element, most);
    }

    /** The form of a component; of an {@code Optional} the form of what it holds. */
    @SuppressWarnings("unchecked") // a component's form reads what the component's type holds
    static Form<Object> of(Type type, Key key) {
        if (key.form() != Key.NoForm.class) {
            return (Form<Object>) instance(key.form());
        }
        if (type instanceof ParameterizedType generic) {
            Type held = generic.getActualTypeArguments()[0];
            return generic.getRawType() == Optional.class ? of(held, key) : (Form<Object>) list(generic, held, key);
        }
        return (Form<Object>) ofClass((Class<?>) type, key);
    }

    private static Form<?> list(ParameterizedType generic, Type held, Key key) {
        if (generic.getRawType() != List.class) {
            throw new IllegalArgumentException("no form for " + generic);
        }
        return new ListForm<>(of(held, key), key.most());
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the class was just seen to be a record or an enum
    private static Form<?> ofClass(Class<?> type, Key key) {
        @Nullable FormedBy formed = type.getAnnotation(FormedBy.class);
        if (formed != null) {
            return instance(formed.value());
        }
        if (type == String.class) {
            return new TextForm(key.pattern(), key.patternInWords());
        } else if (type == int.class || type == Integer.class) {
            return new NumberForm.Ints(key.low(), key.high());
        } else if (type == long.class || type == Long.class) {
            return new NumberForm.Longs(key.low(), key.high());
        } else if (type == double.class || type == Double.class) {
            return new NumberForm.Reals(key.low(), key.high());
        } else if (type == boolean.class || type == Boolean.class) {
            return new FlagForm();
        } else if (type == Duration.class) {
            return new DurationForm();
        } else if (type == Bytes.class) {
            return new BytesForm();
        } else if (type.isEnum()) {
            return new EnumForm(type);
        } else if (type.isRecord()) {
            return new RecordForm(type);
        }
        throw new IllegalArgumentException("no form for " + type);
    }

    private static Form<?> instance(Class<? extends Form<?>> type) {
        try {
            var constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (InstantiationException
                | IllegalAccessException
                | InvocationTargetException
                | NoSuchMethodException e) {
            throw new IllegalStateException(type + " needs a constructor without parameters", e);
        }
    }
}
