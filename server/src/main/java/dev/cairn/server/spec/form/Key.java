package dev.cairn.server.spec.form;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A field of a document that is a component of a record: what it means and which values are legal. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Key {
    /** What it means, for the schema and so for editors. */
    String value();

    /** The field's name where it is not the component's. */
    String name() default "";

    /** The value when the field is absent, as YAML. A field without one is required unless it is an {@code Optional}. */
    String otherwise() default "";

    /** Set for a reserved field: what to do instead. The field is then refused by name. */
    String notYet() default "";

    /** Smallest legal number, itself legal. */
    double low() default Double.NEGATIVE_INFINITY;

    /** Largest legal number, itself legal. */
    double high() default Double.POSITIVE_INFINITY;

    /** What a text has to match. */
    String pattern() default "";

    /** {@code pattern} in words. */
    String patternInWords() default "";

    /** Most elements of a list. */
    int most() default 1000;

    /** Spelling of a type that has none of its own. */
    Class<? extends Form<?>> form() default NoForm.class;

    /** Says that the component's type decides. */
    abstract class NoForm implements Form<Object> {}
}
