package dev.cairn.search.space;

import dev.cairn.search.InvalidSearch;
import java.util.Optional;

/** Reads an {@link Expression} by precedence climbing (Richards, 1979); depth is bounded, so that no text overflows the stack. */
final class ExpressionParser {
    private static final int MAX_LENGTH = 2_000;
    private static final int MAX_DEPTH = 60;
    private static final int COMPARISON = Operator.EQUAL.binding();

    private final String text;
    private int at;
    private int depth;
    private String token = "";
    private int tokenAt;

    ExpressionParser(String text) {
        this.text = text;
    }

    Node parse() {
        if (text.length() > MAX_LENGTH) {
            throw new InvalidSearch(
                    "an expression has at most %d characters, got %d".formatted(MAX_LENGTH, text.length()));
        }
        advance();
        Node node = binary(1);
        if (!token.isEmpty()) {
            throw fault("unexpected '" + token + "'");
        }
        return node;
    }

    private Node binary(int floor) {
        Node left = unary();
        while (true) {
            Optional<Operator> operator = Operator.of(token);
            if (operator.isEmpty() || operator.get().binding() < floor) {
                return left;
            }
            advance();
            left = new Node.Binary(operator.get(), left, binary(operator.get().binding() + 1));
            if (operator.get().binding() == COMPARISON
                    && Operator.of(token)
                            .filter(next -> next.binding() == COMPARISON)
                            .isPresent()) {
                throw fault("comparisons do not chain; join them with 'and'");
            }
        }
    }

    private Node unary() {
        if (++depth > MAX_DEPTH) {
            throw fault("nested too deeply");
        }
        Node node = switch (token) {
            case "not" -> {
                advance();
                yield new Node.Not(binary(COMPARISON));
            }
            case "-" -> {
                advance();
                yield new Node.Negative(unary());
            }
            case "(" -> {
                advance();
                Node inner = binary(1);
                if (!token.equals(")")) {
                    throw fault("')' is missing");
                }
                advance();
                yield inner;
            }
            default -> atom();
        };
        depth--;
        return node;
    }

    private Node atom() {
        if (token.isEmpty()) {
            throw fault("a value is missing");
        }
        char first = token.charAt(0);
        String word = token;
        if (first == '\'' || first == '"') {
            advance();
            return new Node.Literal(new Value.Text(word.substring(1, word.length() - 1)));
        }
        if (Character.isDigit(first) || first == '.') {
            return number(word);
        }
        if (word.equals("true") || word.equals("false")) {
            advance();
            return new Node.Literal(new Value.Flag(word.equals("true")));
        }
        if (!Expression.isName(word)) {
            throw fault("unexpected '" + word + "'");
        }
        advance();
        return new Node.Name(word);
    }

    private Node number(String word) {
        try {
            Node node = new Node.Literal(
                    word.matches("\\d{1,15}")
                            ? new Value.Whole(Long.parseLong(word))
                            : new Value.Num(Double.parseDouble(word)));
            advance();
            return node;
        } catch (NumberFormatException e) {
            throw fault("'" + word + "' is not a number");
        }
    }

    /** Reads the next token; an empty one is the end. */
    private void advance() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        tokenAt = at;
        if (at == text.length()) {
            token = "";
            return;
        }
        char c = text.charAt(at);
        if (c == '\'' || c == '"') {
            int end = text.indexOf(c, at + 1);
            if (end < 0) {
                throw fault("the quote is never closed");
            }
            at = end + 1;
        } else if (isWord(c)) {
            skipWord();
        } else {
            boolean two = at + 1 < text.length() && text.charAt(at + 1) == '=' && "=!<>".indexOf(c) >= 0;
            at += two ? 2 : 1;
        }
        token = text.substring(tokenAt, at);
    }

    private void skipWord() {
        boolean number = !Character.isLetter(text.charAt(at)) && text.charAt(at) != '_';
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean exponentSign = number && (c == '-' || c == '+') && "eE".indexOf(text.charAt(at - 1)) >= 0;
            if (!isWord(c) && !exponentSign) {
                return;
            }
            at++;
        }
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.';
    }

    private InvalidSearch fault(String what) {
        return new InvalidSearch("expression \"%s\", character %d: %s".formatted(text, tokenAt + 1, what));
    }
}
