import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import layout from "../../ui/layout.module.css";
import css from "./Home.module.css";

/** What the first page says when nothing has run yet. */
export function QuickStart() {
  return (
    <div className={layout.stack}>
      <div className={css.start}>
        <section className={css.step}>
          <h2>
            <span>1</span> Bring a dataset
          </h2>
          <p>
            A CSV file with a header, or a zip of idx images. Cairn finds the types and seals a test set away.
          </p>
          <div>
            <Button component={Link} to="/datasets" variant="default">
              Upload a dataset
            </Button>
          </div>
        </section>
        <section className={css.step}>
          <h2>
            <span>2</span> Say what to optimize
          </h2>
          <p>
            Five lines of YAML are enough: a name, the dataset, its target, the metric and a budget of trials.
          </p>
          <div>
            <Button component={Link} to="/new" variant="default">
              Write a specification
            </Button>
          </div>
        </section>
        <section className={css.step}>
          <h2>
            <span>3</span> Watch the leaderboard fill
          </h2>
          <p>
            Hopeless trials are stopped early, and the best model is scored once on rows that no trial ever
            saw.
          </p>
        </section>
      </div>
      <section className={css.step} aria-label="From the command line">
        <p>Or from the command line, with one of the datasets that come along:</p>
        <pre className={layout.pre}>./cairn run examples/breast-cancer.yaml</pre>
      </section>
    </div>
  );
}
