package dev.cairn.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A network that was fitted to measured tuning runs (YAHPO Gym: Pfisterer et al., AutoML 2022), evaluated in single precision. */
final class Surrogate {
    private record Matrix(int rows, int columns, float[] cells) {
        /** Adds {@code x} times the transpose of this matrix's rows: out[r] = sum of x[c] · m[r][c]. */
        float[] times(float[] x) {
            float[] out = new float[rows];
            for (int r = 0; r < rows; r++) {
                float sum0 = 0;
                float sum1 = 0;
                int at = r * columns;
                int c = 0;
                for (; c + 1 < columns; c += 2) {
                    sum0 += x[c] * cells[at + c];
                    sum1 += x[c + 1] * cells[at + c + 1];
                }
                out[r] = sum0 + sum1 + (c < columns ? x[c] * cells[at + c] : 0);
            }
            return out;
        }

        float[] row(int r) {
            return java.util.Arrays.copyOfRange(cells, r * columns, (r + 1) * columns);
        }
    }

    private final Map<String, Object> spec;
    private final Map<String, Matrix> tensors = new HashMap<>();
    private final List<String> instances;
    private final List<String> numeric;
    private final List<String> categorical;
    private final int blocks;

    Surrogate(Path folder) throws IOException {
        spec = Json.map(Json.read(folder.resolve("spec.json")));
        instances = Json.texts(spec.get("instances"));
        numeric = Json.texts(spec.get("cont_inputs"));
        categorical = Json.texts(spec.get("cat_inputs"));
        blocks = (int) Json.number(spec.get("n_blocks"));
        FloatBuffer weights = ByteBuffer.wrap(Files.readAllBytes(folder.resolve("weights.f32")))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        for (Object tensor : Json.list(spec.get("tensors"))) {
            Map<String, Object> one = Json.map(tensor);
            List<Object> shape = Json.list(one.get("shape"));
            int columns = (int) Json.number(shape.get(shape.size() - 1));
            int rows = shape.size() == 1 ? 1 : (int) Json.number(shape.get(0));
            float[] cells = new float[rows * columns];
            weights.get((int) Json.number(one.get("offset")), cells);
            tensors.put((String) one.get("name"), new Matrix(rows, columns, cells));
        }
    }

    List<String> instances() {
        return instances;
    }

    List<Object> hyperparameters() {
        return Json.list(spec.get("hyperparameters"));
    }

    List<Object> conditions() {
        return Json.list(spec.get("conditions"));
    }

    int output(String name) {
        return Json.texts(spec.get("outputs")).indexOf(name);
    }

    /** All outputs for a configuration; a parameter that it lacks is inactive. */
    double[] predict(Map<String, ?> config, String instance) {
        float[] h = plus(tensors.get("first.w").times(inputs(config, instance)), bias("first.b"));
        for (int block = 0; block < blocks; block++) {
            String name = "l" + block;
            float[] z = plus(tensors.get(name + ".linear0.w").times(scaled(h, name)), bias(name + ".linear0.b"));
            int half = (z.length + 1) / 2;
            float[] gated = new float[half];
            for (int i = 0; i < half; i++) {
                gated[i] = z[i] * Math.max(i + half < z.length ? z[i + half] : 0, 0);
            }
            float[] added = plus(tensors.get(name + ".linear1.w").times(gated), bias(name + ".linear1.b"));
            h = plus(h, added);
        }
        h = scaled(h, "last");
        for (int i = 0; i < h.length; i++) {
            h[i] = Math.max(h[i], 0);
        }
        float[] head = plus(tensors.get("head.w").times(h), bias("head.b"));
        double[] unit = new double[head.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = 1 / (1 + Math.exp(-Math.min(60, Math.max(-60, head[i]))));
        }
        List<Object> chains = Json.list(spec.get("out_chains"));
        return chains.stream().mapToDouble(chain -> run(chain, unit)).toArray();
    }

    private float[] inputs(Map<String, ?> config, String instance) {
        List<Float> all = new ArrayList<>();
        add(all, tensors.get("emb0").row(instances.indexOf(instance)));
        for (int j = 1; j < categorical.size(); j++) {
            Map<String, Object> codes = Json.map(Json.list(spec.get("cat_encoding")).get(j));
            Object level = config.get(categorical.get(j));
            int code = (int) Json.number(codes.get(level == null ? "#na#" : level.toString()));
            add(all, tensors.get("emb" + j).row(code));
        }
        double[] columns = new double[numeric.size()];
        for (int i = 0; i < columns.length; i++) {
            Object value = config.get(numeric.get(i));
            columns[i] = value == null ? 0 : (float) Json.number(value);
        }
        for (Object chain : Json.list(spec.get("cont_chains"))) {
            all.add((float) run(chain, columns));
        }
        float[] inputs = new float[all.size()];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = all.get(i);
        }
        return inputs;
    }

    private static void add(List<Float> all, float[] more) {
        for (float one : more) {
            all.add(one);
        }
    }

    private float[] scaled(float[] h, String name) {
        float[] scale = bias(name + ".scale");
        float[] shift = bias(name + ".shift");
        float[] out = new float[h.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = h[i] * scale[i] + shift[i];
        }
        return out;
    }

    private float[] bias(String name) {
        return tensors.get(name).cells();
    }

    private static float[] plus(float[] a, float[] b) {
        float[] sum = new float[a.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = a[i] + b[i];
        }
        return sum;
    }

    /** The arithmetic that a list of steps describes, from one column. */
    private static double run(Object chain, double[] columns) {
        double r = 0;
        for (Object step : Json.list(chain)) {
            List<Object> parts = Json.list(step);
            double by = parts.size() > 1 ? Json.number(parts.get(1)) : 0;
            r = switch ((String) parts.get(0)) {
                case "col" -> columns[(int) by];
                case "add", "radd" -> r + by;
                case "sub" -> r - by;
                case "rsub" -> by - r;
                case "mul", "rmul" -> r * by;
                case "div" -> r / by;
                case "rdiv" -> by / r;
                case "log" -> Math.log(r);
                case "exp" -> Math.exp(r);
                case "neg" -> -r;
                default -> throw new IllegalArgumentException("unknown step " + parts);
            };
        }
        return r;
    }
}
