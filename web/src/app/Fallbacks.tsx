import { Button } from "@mantine/core";
import { type ErrorComponentProps, Link } from "@tanstack/react-router";
import { PageHead } from "../ui/Page";
import { Empty, WrongPanel } from "../ui/States";

export function Missing() {
  return (
    <>
      <PageHead title="Nothing here" />
      <Empty
        title="This address leads nowhere"
        action={
          <Button component={Link} to="/">
            Go home
          </Button>
        }
      >
        The page may have moved, or the study it showed was deleted.
      </Empty>
    </>
  );
}

export function Wrong({ error, reset }: ErrorComponentProps) {
  return <WrongPanel failure={error instanceof Error ? error : new Error(String(error))} retry={reset} />;
}
