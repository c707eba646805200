package dev.cairn.server.ingest.process;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Recognises columns that speak about a person, by their values and by their names. */
final class Personal {
    /** A kind of personal data that values show. */
    private record Sign(String what, Predicate<String> matches) {}

    private static final List<Sign> VALUES = List.of(
            new Sign("e-mail addresses", whole("[^@\\s]+@[^@\\s]+\\.[A-Za-z]{2,}")),
            new Sign("account numbers (IBAN)", Personal::isIban),
            new Sign("card numbers", Personal::isCard),
            new Sign("telephone numbers", whole("(?=(?:\\D*\\d){7,15}\\D*$)(?:\\+|00|\\(|0)[\\d ()/.-]{6,20}")),
            new Sign("social security numbers", whole("\\d{3}-\\d{2}-\\d{4}")),
            new Sign("network addresses", whole("(?:\\d{1,3}\\.){3}\\d{1,3}")));

    private static final Set<String> NAMES = Set.of(
            "name",
            "firstname",
            "lastname",
            "surname",
            "fullname",
            "givenname",
            "familyname",
            "vorname",
            "nachname",
            "customername",
            "patientname",
            "email",
            "mail",
            "emailaddress",
            "phone",
            "phonenumber",
            "telephone",
            "mobile",
            "telefon",
            "iban",
            "ssn",
            "socialsecuritynumber",
            "passport",
            "passportnumber",
            "taxid",
            "street",
            "address",
            "streetaddress",
            "strasse",
            "birthdate",
            "dateofbirth",
            "dob",
            "geburtsdatum",
            "creditcard",
            "cardnumber",
            "ipaddress",
            "username",
            "login");

    private static final double MOST = 0.8;
    private static final int IBAN_LEAST = 15;
    private static final int CARD_LEAST = 13;
    private static final int CARD_MOST = 19;

    private Personal() {}

    /** What a column holds about persons; empty when nothing says so. */
    static Optional<String> of(String name, List<String> values, boolean labels) {
        Optional<String> byValue = VALUES.stream()
                .filter(pattern -> values.stream().filter(pattern.matches()).count() > MOST * values.size())
                .map(Sign::what)
                .findFirst();
        if (byValue.isPresent() && !values.isEmpty()) {
            return byValue;
        }
        String bare = name.toLowerCase(Locale.ROOT).replaceAll("[^a-zß]", "").replace("ß", "ss");
        return labels && NAMES.contains(bare) ? Optional.of("'" + name + "' by its name") : Optional.empty();
    }

    private static Predicate<String> whole(String regex) {
        return Pattern.compile(regex).asMatchPredicate();
    }

    /** Check digits of ISO 13616: the number, its head moved to the end, letters as 10 to 35, is 1 modulo 97. */
    private static boolean isIban(String value) {
        String bare = value.replace(" ", "");
        if (bare.length() < IBAN_LEAST || !bare.matches("[A-Z]{2}\\d{2}[A-Z0-9]{11,30}")) {
            return false;
        }
        int rest = 0;
        for (char c : (bare.substring(4) + bare.substring(0, 4)).toCharArray()) {
            int digit = Character.digit(c, 36);
            rest = (rest * (digit < 10 ? 10 : 100) + digit) % 97;
        }
        return rest == 1;
    }

    /** Check digit of ISO/IEC 7812 (Luhn): every second digit from the right counts twice. */
    private static boolean isCard(String value) {
        String bare = value.replaceAll("[ -]", "");
        if (bare.length() < CARD_LEAST || bare.length() > CARD_MOST || !bare.matches("\\d+")) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < bare.length(); i++) {
            int digit = bare.charAt(bare.length() - 1 - i) - '0';
            int twice = i % 2 == 0 ? digit : 2 * digit;
            sum += twice > 9 ? twice - 9 : twice;
        }
        return sum % 10 == 0;
    }
}
