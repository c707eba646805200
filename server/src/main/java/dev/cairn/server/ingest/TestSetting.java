package dev.cairn.server.ingest;

/** Where the sealed test rows come from. */
public sealed interface TestSetting {
    /** The share sealed when nothing is said. */
    double DEFAULT_FRACTION = 0.2;

    TestSetting DEFAULT = new Fraction(DEFAULT_FRACTION);

    /** Canonical text, the same for equal settings: part of a split's identity. */
    String key();

    /** Seals this share of the rows, chosen by a keyed hash of their feature values. */
    record Fraction(double fraction) implements TestSetting {
        public Fraction {
            if (!(fraction > 0 && fraction < 1)) {
                throw new IllegalArgumentException(
                        "test: the sealed fraction must lie between 0 and 1, got " + fraction);
            }
        }

        @Override
        public String key() {
            return "fraction:" + fraction;
        }
    }

    /** Seals all rows of another dataset's newest version. */
    record Dataset(String name) implements TestSetting {
        public Dataset {
            if (name.isBlank()) {
                throw new IllegalArgumentException("test: the dataset to seal needs a name");
            }
        }

        @Override
        public String key() {
            return "dataset:" + name;
        }
    }

    /** Seals the rows that this column marks with yes, true, 1 or test. */
    record Column(String name) implements TestSetting {
        public Column {
            if (name.isBlank()) {
                throw new IllegalArgumentException("test: the column that marks the rows to seal needs a name");
            }
        }

        @Override
        public String key() {
            return "column:" + name;
        }
    }

    /** Seals nothing; every result then says so. */
    record None() implements TestSetting {
        @Override
        public String key() {
            return "none";
        }
    }
}
